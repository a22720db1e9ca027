package chat.parley.node.transfer;

import chat.parley.node.person.Identity;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Entry;
import chat.parley.node.room.Role;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomReplica;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Reads one message of a room, as {@link RoomWriter} wrote it. Throws {@link IllegalArgumentException} on what it never writes. */
final class RoomReader {
    /** What follows: something said, in a format of its own; or any other command or event, as CBOR. */
    static final int SAYING = 1;

    static final int CBOR = 2;

    /** A place in these is what is written; whoever adds one adds it at the end. */
    static final List<SayKind> KINDS = List.of(SayKind.MESSAGE, SayKind.NOTICE, SayKind.TAGS_ONLY);

    static final List<Role> ROLES = List.of(Role.OPERATOR, Role.VOICE);

    private final ByteReader in;
    private final Cbor cbor;

    // Mutable state
    private final List<Object> known = new ArrayList<>();
    private long lastSeq;
    private long lastMillis;

    RoomReader(byte[] bytes, Cbor cbor) {
        this.in = new ByteReader(bytes);
        this.cbor = cbor;
    }

    ChatRoom.Ask readAsk(Function<String, ActorRef<RoomAnswer>> resolve) {
        var author = readId();
        var oldestPending = in.readNumber();
        var replyTo = in.readText();
        var size = in.readSize();
        var requests = new ArrayList<ChatRoom.Request>(size);
        var last = oldestPending;
        for (var i = 0; i < size; i++) {
            last += in.readNumber();
            requests.add(new ChatRoom.Request(last, in.readNullableText(), readCommand()));
        }
        in.end();
        return new ChatRoom.Ask(author, oldestPending, requests, resolve.apply(replyTo));
    }

    RoomReplica.Publish readPublish() {
        var epoch = in.readNumber();
        var size = in.readSize();
        var entries = new ArrayList<Entry>(size);
        for (var i = 0; i < size; i++) {
            entries.add(readEntry(epoch));
        }
        in.end();
        return new RoomReplica.Publish(epoch, entries);
    }

    ChatRoom.Ack readAck() {
        var node = in.readBits();
        var progress = new ChatRoom.Progress(in.readNumber(), in.readNumber());
        in.end();
        return new ChatRoom.Ack(node, progress);
    }

    private Entry readEntry(long baseEpoch) {
        var epoch = baseEpoch + in.readNumber();
        lastSeq += in.readNumber();
        lastMillis += in.readNumber();
        var author = in.readFlag() ? readId() : null;
        var request = in.readNumber();
        var label = in.readNullableText();
        return new Entry(epoch, lastSeq, lastMillis, author, request, label, readEvent());
    }

    private RoomCommand readCommand() {
        return isSaying()
                ? new RoomCommand.Say(readIdentity(), readKind(), in.readText(), readRole(), readTags(), readNick())
                : cbor.read(RoomCommand.class, in.readArray());
    }

    private RoomEvent readEvent() {
        return isSaying()
                ? new RoomEvent.Said(readIdentity(), readKind(), in.readText(), readRole(), readTags(), readNick())
                : cbor.read(RoomEvent.class, in.readArray());
    }

    private boolean isSaying() {
        var form = in.readByte();
        if (form != SAYING && form != CBOR) {
            throw new IllegalArgumentException("no form of a command or an event: " + form);
        }
        return form == SAYING;
    }

    private SayKind readKind() {
        return one(KINDS, in.readByte());
    }

    private @Nullable Role readRole() {
        var code = in.readByte();
        return code == 0 ? null : one(ROLES, code - 1);
    }

    private static <T> T one(List<T> all, int place) {
        if (place < 0 || place >= all.size()) {
            throw new IllegalArgumentException("only " + all + " are known, and not number " + place);
        }
        return all.get(place);
    }

    private Tags readTags() {
        return Tags.parse(in.readText());
    }

    private @Nullable Nick readNick() {
        var text = in.readNullableText();
        return text == null ? null : Nick.of(text);
    }

    private Identity readIdentity() {
        return read(Identity.class, () -> new Identity(readId(), Nick.of(in.readText()), in.readText(), in.readText()));
    }

    private PersonId readId() {
        return read(PersonId.class, () -> new PersonId(in.readBits(), in.readNumber()));
    }

    /** What was written before, or what follows. A value takes its place before those within it do. */
    private <T> T read(Class<T> type, Supplier<T> following) {
        var place = in.readPlace(known.size());
        if (place == 0) {
            var mine = known.size();
            known.add(type);
            var value = following.get();
            known.set(mine, value);
            return value;
        }
        var value = known.get(place - 1);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("number " + place + " is no " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
