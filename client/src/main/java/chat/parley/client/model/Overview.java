package chat.parley.client.model;

import chat.parley.client.connection.ServerAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a screen may show, to be read by the loop's thread. What it tells is the state of now and not of when it was made. */
public final class Overview {
    private final State state;
    private final Effects effects;

    Overview(State state, Effects effects) {
        this.state = state;
        this.effects = effects;
    }

    public Instant now() {
        return effects.now();
    }

    public String nick() {
        return state.nick;
    }

    /** In the order in which a list shows them. */
    public List<Conversation> conversations() {
        return state.conversations.all();
    }

    public Conversation current() {
        return state.conversations.current();
    }

    /** The network's name, or the server's address. */
    public String network() {
        String network = state.isupport.network();
        return !network.isEmpty() ? network : state.server == null ? "server" : state.server.host();
    }

    /** The server that one is connected to, or was last; null before the first one. */
    public @Nullable ServerAddress server() {
        return state.server;
    }

    public boolean isOnline() {
        return state.phase == State.Phase.ONLINE;
    }

    /** A word such as {@code reconnecting}; empty when all is well. */
    public String trouble() {
        return isOnline() ? "" : state.phase.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** How long the server took to answer; null as long as nobody knows. */
    public @Nullable Duration latency() {
        return state.latency;
    }

    /** Why one is away; null when one is not. */
    public @Nullable String away() {
        return state.away;
    }

    public boolean isMuted(Conversation conversation) {
        return state.isMuted(conversation.name());
    }

    /** Whether one is in the room of this name. */
    public boolean isJoined(Conversation conversation) {
        Room room = state.room(conversation.name());
        return room != null && room.isJoined();
    }

    /** Everybody in the room, those with a standing first; nobody where it is no room. */
    public List<Person> people(Conversation conversation) {
        Room room = state.room(conversation.name());
        String ranks = state.isupport.prefixSymbols();
        return room == null
                ? List.of()
                : room.people().stream()
                        .sorted(Comparator.comparingInt(
                                person -> person.symbols().isEmpty()
                                        ? ranks.length()
                                        : ranks.indexOf(person.symbols().charAt(0))))
                        .toList();
    }

    public boolean isAbsent(Person person) {
        return state.absent.contains(state.fold(person.nick()));
    }

    public @Nullable String topic(Conversation conversation) {
        Room room = state.room(conversation.name());
        return room == null ? null : room.topic();
    }
}
