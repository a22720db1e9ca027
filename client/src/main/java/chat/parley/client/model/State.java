package chat.parley.client.model;

import chat.parley.client.connection.ServerAddress;
import chat.parley.wire.Isupport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is known: who one is, what the server can do, which rooms there are. */
final class State {
    /** How far the connection is. */
    enum Phase {
        CONNECTING,
        ONLINE,
        RECONNECTING,
        LEAVING
    }

    /** The longest that servers let a user and a host name be; taken until one's own were seen. */
    private static final String LONGEST_USER_HOST = "!" + "u".repeat(11) + "@" + "h".repeat(64);

    // Mutable state
    Phase phase = Phase.CONNECTING;
    String nick;
    String userHost = LONGEST_USER_HOST;
    Isupport isupport = Isupport.DEFAULTS;
    Set<String> capabilities = new LinkedHashSet<>();
    /** The greeting is over: what the server says from now on is news. */
    boolean greeted;
    /** The room or the person that typed text goes to. */
    @Nullable
    String current;
    /** Folded names of rooms that the server was asked to let one into. */
    final Set<String> joining = new LinkedHashSet<>();
    /** Whether one sits there and looks at the newest of the current conversation. */
    boolean looking = true;
    /** How long the server took to answer; null as long as nobody knows. */
    @Nullable
    Duration latency;
    /** Why one is away; null when one is not. */
    @Nullable
    String away;
    /** The reason that the server was given last. */
    String awayReason = "away";
    /** Folded names of people who are away, as far as the server told. */
    final Set<String> absent = new LinkedHashSet<>();
    /** The server that one is connected to, or was last. */
    @Nullable
    ServerAddress server;
    /** The worst that happened, as an exit code. */
    int exitCode = ExitCode.DONE;

    private Folding folding = Folding.RFC1459;
    private Map<String, Room> rooms = new LinkedHashMap<>();

    final Preferences preferences;
    final Conversations conversations = new Conversations(this);
    final Set<String> muted = new LinkedHashSet<>();

    State(String nick, Preferences preferences) {
        this.nick = nick;
        this.preferences = preferences;
    }

    boolean isMuted(String place) {
        return muted.contains(fold(place));
    }

    /** Whether what comes there now is read at once. */
    boolean isLookedAt(Conversation conversation) {
        return looking && conversation == conversations.current();
    }

    /** What has just come there is read if somebody looks; tells whether. */
    boolean see(Conversation conversation, Instant now) {
        if (isLookedAt(conversation)) {
            conversation.read(now);
            return true;
        }
        return false;
    }

    String fold(String name) {
        return folding.fold(name);
    }

    boolean same(String a, String b) {
        return fold(a).equals(fold(b));
    }

    boolean isMe(String name) {
        return same(nick, name);
    }

    boolean isCurrent(String place) {
        return current != null && same(current, place);
    }

    /** {@code nick!user@host} as others see it, or longer. */
    String source() {
        return nick + userHost;
    }

    void isupport(Isupport newer) {
        isupport = newer;
        folding = Folding.of(newer.caseMapping());
        Map<String, Room> refiled = new LinkedHashMap<>();
        rooms.values().forEach(room -> refiled.put(fold(room.name()), room));
        rooms = refiled;
        conversations.refile();
    }

    @Nullable
    Room room(String name) {
        return rooms.get(fold(name));
    }

    Room roomOrNew(String name) {
        return rooms.computeIfAbsent(fold(name), folded -> new Room(name, this::fold));
    }

    void removeRoom(String name) {
        rooms.remove(fold(name));
        if (isCurrent(name)) {
            current = rooms.isEmpty() ? null : rooms.values().iterator().next().name();
        }
    }

    boolean isJoining(String room) {
        return joining.contains(fold(room));
    }

    /** The server does not let one in. */
    void stayOut(String room) {
        joining.remove(fold(room));
        removeRoom(room);
    }

    Collection<Room> rooms() {
        return new ArrayList<>(rooms.values());
    }

    void atLeast(int code) {
        exitCode = Math.max(exitCode, code);
    }

    boolean has(String capability) {
        return capabilities.contains(capability);
    }
}
