package chat.parley.node.transfer;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Entry;
import chat.parley.node.room.Role;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomReplica;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Messages between nodes with anything in them, of a few people who speak again and again. The same random numbers give the same messages. */
final class RandomMessages {
    private static final String LETTERS = "aZ09 ;\\\"é\0\r\n\u2603\uD83D\uDC4B\u0003";

    private final Random random;
    private final ActorRef<RoomAnswer> replyTo;
    private final List<Identity> people;

    RandomMessages(Random random, ActorRef<RoomAnswer> replyTo) {
        this.random = random;
        this.replyTo = replyTo;
        this.people = Stream.of("ann", "ANN", "Ben", "cat[1]", "dan")
                .map(nick -> new Identity(new PersonId(number(), number()), Nick.of(nick), text(), text()))
                .toList();
    }

    Object next() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> ask();
            case 2, 3 -> publish();
            default -> new ChatRoom.Ack(number(), new ChatRoom.Progress(number(), number()));
        };
    }

    ChatRoom.Ask ask() {
        return new ChatRoom.Ask(any(people).id(), number(), some(this::request), replyTo);
    }

    private ChatRoom.Request request() {
        return new ChatRoom.Request(number(), orNull(this::text), random.nextInt(4) == 0 ? command() : say());
    }

    private RoomCommand say() {
        return new RoomCommand.Say(
                any(people),
                any(SayKind.values()),
                text(),
                orNull(() -> any(Role.values())),
                tags(),
                orNull(this::nick));
    }

    private RoomCommand command() {
        return switch (random.nextInt(4)) {
            case 0 -> new RoomCommand.Join(person(), RoomName.of("#Café"), orNull(this::text));
            case 1 -> new RoomCommand.Part(text());
            case 2 -> new RoomCommand.Kick(any(people), nick(), text());
            default -> new RoomCommand.Skip();
        };
    }

    RoomReplica.Publish publish() {
        return new RoomReplica.Publish(number(), some(this::entry));
    }

    private Entry entry() {
        var event = random.nextInt(4) == 0 ? event() : said();
        var author = orNull(() -> any(people).id());
        return new Entry(number(), number(), number(), author, number(), orNull(this::text), event);
    }

    private RoomEvent said() {
        return new RoomEvent.Said(
                any(people),
                any(SayKind.values()),
                text(),
                orNull(() -> any(Role.values())),
                tags(),
                orNull(this::nick));
    }

    private RoomEvent event() {
        return switch (random.nextInt(4)) {
            case 0 -> new RoomEvent.Joined(person(), Roles.NONE, RoomName.of("#Café"));
            case 1 -> new RoomEvent.Parted(any(people), text());
            case 2 -> new RoomEvent.TopicChanged(any(people), text());
            default -> new RoomEvent.Left(any(people).id());
        };
    }

    private Person person() {
        return new Person(any(people), number(), text(), text(), text(), orNull(this::text), true, false, number());
    }

    private Nick nick() {
        return any(people).nick();
    }

    private Tags tags() {
        return random.nextInt(3) > 0
                ? Tags.NONE
                : Tags.NONE.with("+typing", "active").with("+example/a", "a;b c\\");
    }

    /** Of any size, small ones more often. */
    private long number() {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private String text() {
        var text = new StringBuilder();
        for (var i = random.nextInt(40); i > 0; i--) {
            text.appendCodePoint(
                    LETTERS.codePoints().skip(random.nextInt(15)).findFirst().orElse('x'));
        }
        return text.toString();
    }

    private <T> List<T> some(Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(20)).toList();
    }

    private <T> @Nullable T orNull(Supplier<T> one) {
        return random.nextBoolean() ? null : one.get();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
