package chat.parley.node.listener;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.dialect.Session;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.user.Peer;
import chat.parley.wire.RoomName;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** The session of a peer who is turned away at the door: nobody, nowhere, and there is nothing that could be done for them. */
record Stranger(Peer peer, NodeConfig config) implements Session {
    @Override
    public PersonId id() {
        return peer.id();
    }

    @Override
    public @Nullable Person person() {
        return null;
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
    public Map<RoomName, Standing> rooms() {
        return Map.of();
    }

    @Override
    public void push(ByteString frames) {}

    @Override
    public void encodersChanged() {}

    @Override
    public void end(String reason) {}
}
