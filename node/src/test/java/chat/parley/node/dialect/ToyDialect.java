package chat.parley.node.dialect;

import chat.parley.node.name.PersonMail;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonEncoder;
import chat.parley.node.room.Entry;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomEncoder;
import chat.parley.node.room.RoomView;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The smallest dialect that can do everything that an {@link Exchange} offers: a line is a word and its arguments, each answer is a line. Tests speak
 * it where the words of a real protocol would only be in the way.
 */
public final class ToyDialect implements Dialect {
    private static final Map<String, Consumer<Call>> ALONE = Map.ofEntries(
            Map.entry("NAME", ToyDialect::name),
            Map.entry("CALL", ToyDialect::call),
            Map.entry("AWAY", ToyDialect::away),
            Map.entry("IN", ToyDialect::in),
            Map.entry("OUT", ToyDialect::out),
            Map.entry("LOOK", ToyDialect::look),
            Map.entry("WHOIS", ToyDialect::whois),
            Map.entry("WHO", ToyDialect::who),
            Map.entry("LIST", ToyDialect::list),
            Map.entry("LONG", ToyDialect::longAnswer),
            Map.entry("LOUD", ToyDialect::loud),
            Map.entry("PING", call -> call.answer("PONG " + call.rest)),
            Map.entry("FREE", call -> call.answer("FREE " + call.rest)),
            Map.entry("BYE", call -> call.exchange.session().end(call.rest)),
            Map.entry("BUG", ToyDialect::bug));

    private boolean loud;

    /** What both rooms and people are shown with. */
    public record Encoder(boolean loud) implements RoomEncoder, PersonEncoder {
        @Override
        public ByteString shown(Entry entry, RoomView room) {
            return line("EVENT " + entry.event());
        }

        @Override
        public ByteString own(Entry entry, RoomView room) {
            return line("OWN " + entry.event());
        }

        @Override
        public ByteString shown(PersonChange change) {
            return line("CHANGE " + change);
        }
    }

    /** A line that has been taken apart. */
    private record Call(ToyDialect dialect, Exchange exchange, String verb, String rest) {
        void answer(String text) {
            exchange.reply(line(text));
        }

        RoomName room() {
            return RoomName.of(rest.split(" ", 2)[0]);
        }

        String text() {
            return rest.split(" ", 2)[1];
        }

        Person person() {
            var person = exchange.session().person();
            if (person == null) {
                throw new IllegalStateException("say NAME first");
            }
            return person;
        }

        void answerWith(Outcome outcome) {
            var what = outcome instanceof Outcome.Refused refused
                    ? refused.reason().name()
                    : outcome.getClass().getSimpleName();
            answer(verb + " " + rest + ": " + what);
        }
    }

    private record Line(
            ToyDialect dialect, String verb, String rest, boolean sideBySide, int cost, BiConsumer<Line, Exchange> act)
            implements Request {
        @Override
        public void run(Exchange exchange) {
            act.accept(this, exchange);
        }
    }

    /** One line as the wire has it. */
    public static ByteString line(String text) {
        return ByteString.fromString(text + "\n");
    }

    /** A line as a framer gives it. */
    public static Framer.Frame frame(String text) {
        return new Framer.Frame.Complete(ByteString.fromString(text));
    }

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public Framer framer() {
        return new LineFramer();
    }

    @Override
    public void opened(Session session) {
        session.push(line("HELLO " + session.host()));
    }

    @Override
    public Request decode(Framer.Frame frame) {
        if (!(frame instanceof Framer.Frame.Complete complete)) {
            return new Line(this, "", "", false, 1, (line, exchange) -> exchange.reply(line("TOO LONG")));
        }
        var words = complete.content().utf8String().split(" ", 2);
        var verb = words[0];
        var rest = words.length > 1 ? words[1] : "";
        var cost = verb.equals("FREE") ? 0 : 1;
        if (verb.equals("SAY") || verb.equals("TELL")) {
            return new Line(this, verb, rest, true, cost, ToyDialect::speak);
        }
        var act = ALONE.getOrDefault(verb, call -> call.answer("WHAT " + verb));
        return new Line(
                this,
                verb,
                rest,
                false,
                cost,
                (line, exchange) -> act.accept(new Call(line.dialect, exchange, line.verb, line.rest)));
    }

    @Override
    public RoomEncoder roomEncoder() {
        return new Encoder(loud);
    }

    @Override
    public PersonEncoder personEncoder() {
        return new Encoder(loud);
    }

    @Override
    public ByteString mail(PersonMail mail, Session session) {
        var more = mail instanceof PersonMail.StoreIs store ? " " + store.there() : "";
        return line("MAIL " + mail.getClass().getSimpleName() + more);
    }

    @Override
    public ByteString probe() {
        return line("THERE?");
    }

    @Override
    public ByteString farewell(String reason, Session session) {
        return line("FAREWELL " + reason);
    }

    private static void speak(Line line, Exchange exchange) {
        var call = new Call(line.dialect, exchange, line.verb, line.rest);
        var say = new RoomCommand.Say(call.person().identity(), SayKind.MESSAGE, call.text(), null, Tags.NONE);
        if (line.verb.equals("SAY")) {
            exchange.room(call.room(), say, null, call::answerWith);
        } else {
            exchange.person(Nick.of(line.rest.split(" ", 2)[0]), say, null, call::answerWith);
        }
    }

    private static void name(Call call) {
        var session = call.exchange.session();
        var identity = new Identity(session.id(), Nick.of(call.rest), "toy", session.host());
        var person = new Person(identity, 0, "A Toy", session.config().serverName(), "toy", null, false, false, 0);
        call.exchange.register(person, result -> call.answer("NAME " + call.rest + ": " + result));
    }

    private static void call(Call call) {
        call.exchange.rename(Nick.of(call.rest), result -> call.answer("CALL " + call.rest + ": " + result));
    }

    private static void away(Call call) {
        var person = call.person();
        var change = new PersonChange.AwayChanged(person.identity(), person.withAway(call.rest));
        call.exchange.change(change, () -> call.answer("AWAY " + call.rest));
    }

    private static void in(Call call) {
        call.exchange.room(call.room(), new RoomCommand.Join(call.person(), call.room(), null), null, call::answerWith);
    }

    private static void out(Call call) {
        call.exchange.room(call.room(), new RoomCommand.Part(""), null, call::answerWith);
    }

    private static void look(Call call) {
        call.exchange.look(
                call.room(), room -> line("PEOPLE " + room.members().size()), () -> call.answer("LOOK " + call.rest));
    }

    private static void whois(Call call) {
        call.exchange.profile(
                Nick.of(call.rest),
                profile -> call.answer("WHOIS " + call.rest + ": "
                        + profile.map(known -> known.person().realName()).orElse("nobody")));
    }

    private static void who(Call call) {
        call.exchange.people(
                call.rest,
                false,
                10,
                people -> call.answer("WHO " + call.rest + ": " + people.items().size()));
    }

    private static void list(Call call) {
        call.exchange.rooms(rooms -> call.answer("LIST: " + rooms.items().size()));
    }

    private static void longAnswer(Call call) {
        var pieces = IntStream.range(0, Integer.parseInt(call.rest))
                .mapToObj(number -> line("PIECE " + number + " " + "x".repeat(1024)));
        call.exchange.replyPaced(pieces.iterator());
        call.answer("END");
    }

    private static void loud(Call call) {
        call.dialect.loud = true;
        call.exchange.session().encodersChanged();
        call.answer("LOUD");
    }

    private static void bug(Call call) {
        throw new IllegalStateException("planted: " + call.rest);
    }

    /** Cuts at LF; lines have no bound, as tests send none that would need it. */
    private static final class LineFramer implements Framer {
        private @Nullable ByteString rest;

        @Override
        public void feed(ByteString read, Consumer<Frame> frames) {
            var bytes = rest == null ? read : rest.concat(read);
            for (var end = bytes.indexOf((byte) '\n'); end >= 0; end = bytes.indexOf((byte) '\n')) {
                frames.accept(new Frame.Complete(bytes.take(end)));
                bytes = bytes.drop(end + 1);
            }
            rest = bytes;
        }
    }
}
