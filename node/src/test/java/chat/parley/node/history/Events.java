package chat.parley.node.history;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Entry;
import chat.parley.node.room.ModeChange;
import chat.parley.node.room.Role;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.List;
import java.util.stream.LongStream;

/** What happens in rooms, for tests of what keeps it. */
final class Events {
    static final RoomKey LOBBY = RoomKey.of(RoomName.of("#Lobby"));
    static final long NOW = 1_700_000_000_000L;

    static final PersonId ANN_ID = new PersonId(-7, 3);
    static final Identity ANN = new Identity(ANN_ID, Nick.of("Ann"), "ann", "host.example");
    static final Identity BOB = new Identity(new PersonId(2, 4), Nick.of("bob"), "~b", "10.0.0.7");
    static final Person BOB_HIMSELF =
            new Person(BOB, 2, "Bob, \"the\" Böb", "s.example", "irc", "lunch", true, false, NOW);

    /** One of each form of each event. */
    static final List<RoomEvent> ALL = List.of(
            said("hello"),
            new RoomEvent.Said(ANN, SayKind.NOTICE, "", Role.VOICE, Tags.NONE.with("+reply", "a;b c")),
            new RoomEvent.Said(ANN, SayKind.TAGS_ONLY, "", null, Tags.NONE.with("+typing", "active")),
            new RoomEvent.Said(ANN, SayKind.MESSAGE, "\uD83D\uDC4B of \0 and \u0001", null, Tags.NONE, Nick.of("bob")),
            new RoomEvent.Said(BOB, SayKind.MESSAGE, "in somebody's name", null, Tags.NONE),
            new RoomEvent.Joined(BOB_HIMSELF, Roles.OPERATOR, RoomName.of("#Lobby")),
            new RoomEvent.Joined(BOB_HIMSELF, Roles.NONE, null),
            new RoomEvent.Parted(ANN, "bye"),
            new RoomEvent.Kicked(ANN, BOB, "enough"),
            new RoomEvent.TopicChanged(ANN, "News: none"),
            new RoomEvent.ModesChanged(
                    ANN,
                    List.of(new ModeChange(true, 'o', "bob", BOB.id()), new ModeChange(false, 'b', "*!*@*.example"))),
            new RoomEvent.Invited(ANN, BOB),
            new RoomEvent.Left(BOB.id()),
            new RoomEvent.Restored(BOB_HIMSELF, Roles.NONE),
            new RoomEvent.Described(BOB_HIMSELF),
            new RoomEvent.Redacted(ANN, 7, 4_000_000_000L, "a slip"),
            new RoomEvent.Erased());

    private Events() {}

    static RoomEvent said(String text) {
        return new RoomEvent.Said(ANN, SayKind.MESSAGE, text, null, Tags.NONE);
    }

    static Entry entry(long epoch, long seq, RoomEvent event) {
        return new Entry(epoch, seq, NOW + seq, ANN_ID, seq, null, event);
    }

    /** Messages at these places. */
    static List<Entry> messages(long epoch, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> entry(epoch, seq, said("message " + seq)))
                .toList();
    }
}
