package chat.parley.node.user;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.dialect.Session;
import chat.parley.node.name.Profile;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.RoomName;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** What the dialect knows of its user: the values here, the acts in the actor ({@link Control}). */
final class UserSession implements Session {
    private final Peer peer;
    private final NodeConfig config;
    private final Outbound outbound;
    private final RoomLinks links;
    private final LongSupplier nanoTime;
    private final Control control;

    // Mutable state
    private @Nullable Person person;
    private long saidAt;

    /** What a dialect can ask of the actor itself. */
    interface Control {
        /** There is a person now, or they have changed. */
        void became();

        void encodersChanged();

        void end(String reason);
    }

    UserSession(
            Peer peer, NodeConfig config, Outbound outbound, RoomLinks links, LongSupplier nanoTime, Control control) {
        this.peer = peer;
        this.config = config;
        this.outbound = outbound;
        this.links = links;
        this.nanoTime = nanoTime;
        this.control = control;
        this.saidAt = nanoTime.getAsLong();
    }

    @Override
    public PersonId id() {
        return peer.id();
    }

    @Override
    public @Nullable Person person() {
        return person;
    }

    /** For what only somebody registered can ask for. */
    Person registered() {
        var known = person;
        if (known == null) {
            throw new IllegalStateException("a dialect must not do this before registration");
        }
        return known;
    }

    void become(Person changed) {
        var first = person == null;
        person = changed;
        if (first) {
            control.became();
        }
    }

    @Override
    public String host() {
        return peer.host();
    }

    @Override
    public int port() {
        return peer.port();
    }

    @Override
    public boolean secure() {
        return peer.secure();
    }

    @Override
    public NodeConfig config() {
        return config;
    }

    @Override
    public Map<RoomName, Standing> rooms() {
        return links.rooms();
    }

    @Override
    public void push(ByteString frames) {
        outbound.deliver(frames);
    }

    @Override
    public void encodersChanged() {
        control.encodersChanged();
    }

    @Override
    public void end(String reason) {
        control.end(reason);
    }

    /** The person has said something: WHOIS tells how long ago. */
    void said() {
        saidAt = nanoTime.getAsLong();
    }

    Profile profile(Person of) {
        var idleMillis = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - saidAt);
        var rooms = rooms().entrySet().stream()
                .map(room -> new Profile.InRoom(
                        room.getKey(), room.getValue().roles(), room.getValue().secret()))
                .toList();
        return new Profile(of, idleMillis, peer.secure(), rooms);
    }
}
