package chat.parley.node.transfer;

import chat.parley.node.person.Identity;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Entry;
import chat.parley.node.room.Role;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomReplica;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.Tags;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message of a room. Who is named again is written as a number, and places and times as the difference to the one before: a batch of one
 * person's lines takes little more than their texts. {@link RoomReader} is the other half; what either does belongs to the versions in
 * {@link RoomSerializer}.
 */
final class RoomWriter {
    private final ByteWriter out = new ByteWriter();
    private final Cbor cbor;

    // Mutable state
    private final Map<Object, Integer> written = new HashMap<>();
    private long lastSeq;
    private long lastMillis;

    RoomWriter(Cbor cbor) {
        this.cbor = cbor;
    }

    byte[] write(ChatRoom.Ask ask, String replyTo) {
        writeId(ask.author());
        out.writeNumber(ask.oldestPending());
        out.writeText(replyTo);
        out.writeSize(ask.requests().size());
        var last = ask.oldestPending();
        for (var request : ask.requests()) {
            out.writeNumber(request.number() - last);
            out.writeNullableText(request.label());
            writeCommand(request.command());
            last = request.number();
        }
        return out.toArray();
    }

    byte[] write(RoomReplica.Publish publish) {
        out.writeNumber(publish.epoch());
        out.writeSize(publish.entries().size());
        for (var entry : publish.entries()) {
            writeEntry(entry, publish.epoch());
        }
        return out.toArray();
    }

    byte[] write(ChatRoom.Ack ack) {
        out.writeBits(ack.node());
        out.writeNumber(ack.progress().epoch());
        out.writeNumber(ack.progress().seq());
        return out.toArray();
    }

    private void writeEntry(Entry entry, long epoch) {
        out.writeNumber(entry.epoch() - epoch);
        out.writeNumber(entry.seq() - lastSeq);
        out.writeNumber(entry.timeMillis() - lastMillis);
        lastSeq = entry.seq();
        lastMillis = entry.timeMillis();
        var author = entry.author();
        out.writeByte(author == null ? 0 : 1);
        if (author != null) {
            writeId(author);
        }
        out.writeNumber(entry.request());
        out.writeNullableText(entry.label());
        writeEvent(entry.event());
    }

    private void writeCommand(RoomCommand command) {
        if (command instanceof RoomCommand.Say say) {
            out.writeByte(RoomReader.SAYING);
            writeSaying(say.author(), say.kind(), say.text(), say.atLeast(), say.tags(), say.to());
        } else {
            out.writeByte(RoomReader.CBOR);
            out.writeArray(cbor.write(RoomCommand.class, command));
        }
    }

    private void writeEvent(RoomEvent event) {
        if (event instanceof RoomEvent.Said said) {
            out.writeByte(RoomReader.SAYING);
            writeSaying(said.author(), said.kind(), said.text(), said.atLeast(), said.tags(), said.to());
        } else {
            out.writeByte(RoomReader.CBOR);
            out.writeArray(cbor.write(RoomEvent.class, event));
        }
    }

    private void writeSaying(
            Identity author, SayKind kind, String text, @Nullable Role atLeast, Tags tags, @Nullable Nick to) {
        writeIdentity(author);
        out.writeByte(RoomReader.KINDS.indexOf(kind));
        out.writeText(text);
        out.writeByte(atLeast == null ? 0 : 1 + RoomReader.ROLES.indexOf(atLeast));
        out.writeText(tags.isEmpty() ? "" : tags.toString());
        out.writeNullableText(to == null ? null : to.text());
    }

    private void writeIdentity(Identity identity) {
        var spelling = new Spelling(identity.id(), identity.nick().text(), identity.username(), identity.host());
        if (isNew(spelling)) {
            writeId(identity.id());
            out.writeText(identity.nick().text());
            out.writeText(identity.username());
            out.writeText(identity.host());
        }
    }

    private void writeId(PersonId id) {
        if (isNew(id)) {
            out.writeBits(id.node());
            out.writeNumber(id.number());
        }
    }

    /** Writes 0 where the value must follow, and otherwise which of those that did it is, from 1. */
    private boolean isNew(Object value) {
        var place = written.putIfAbsent(value, written.size() + 1);
        out.writeSize(place == null ? 0 : place);
        return place == null;
    }

    /** Nicks are equal in any case; what others see of them is not. */
    private record Spelling(PersonId id, String nick, String username, String host) {}
}
