package chat.parley.node.dialect.text;

import chat.parley.node.dialect.Exchange;
import chat.parley.node.dialect.RecentLines;
import chat.parley.node.dialect.Request;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomView;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What somebody at a terminal can do besides talking. Anything else that begins with a slash is said as it is; so is what follows two slashes, with
 * one of them.
 *
 * @param usage the word, and what it takes
 */
record TextCommand(String usage, String description, Handler handler) {
    /** Marks an own JOIN as one from room to room. */
    private static final String MOVED = "moved";

    private static final List<TextCommand> ALL = List.of(
            new TextCommand("/help", "what there is", TextCommand::help),
            new TextCommand("/names", "who is here", TextCommand::names),
            new TextCommand("/nick NAME", "take another name", TextCommand::nick),
            new TextCommand("/join ROOM", "go to another room", TextCommand::join),
            new TextCommand("/msg NAME TEXT", "say something to one person", TextCommand::message),
            new TextCommand(
                    "/quit", "leave; q does too", (call, rest) -> call.dialect().leave()));

    /** Does it. */
    @FunctionalInterface
    private interface Handler {
        void run(Call call, String rest);
    }

    private record Call(TextDialect dialect, Exchange exchange) {
        void tell(String text) {
            exchange.reply(dialect.notice(text));
        }

        void settle(Outcome outcome, String target) {
            if (outcome instanceof Outcome.Refused || outcome instanceof Outcome.Unknown) {
                tell(Refusals.words(outcome, target));
            }
        }
    }

    /** {@code null} for a message that is none. */
    static @Nullable Request of(String message, TextDialect dialect) {
        if (message.startsWith("//")) {
            return new Saying(dialect, message.substring(1));
        }
        int space = message.indexOf(' ');
        var word = space < 0 ? message : message.substring(0, space);
        var rest = space < 0 ? "" : message.substring(space + 1).strip();
        return ALL.stream()
                .filter(command -> command.word().equals(word))
                .findFirst()
                .<Request>map(command -> exchange -> command.run(new Call(dialect, exchange), rest))
                .orElse(null);
    }

    private String word() {
        int space = usage.indexOf(' ');
        return space < 0 ? usage : usage.substring(0, space);
    }

    private void run(Call call, String rest) {
        if (rest.isEmpty() && usage.indexOf(' ') > 0) {
            call.tell("Usage: " + usage);
        } else {
            handler.run(call, rest);
        }
    }

    private static void help(Call call, String rest) {
        ALL.forEach(command -> call.tell("%-15s %s".formatted(command.usage, command.description)));
    }

    private static void names(Call call, String rest) {
        var dialect = call.dialect();
        call.exchange().look(dialect.room(), view -> namesIn(view, dialect), () -> {});
    }

    private static ByteString namesIn(RoomView view, TextDialect dialect) {
        var names = view.members().stream()
                .map(member -> dialect.nameOf(member.person()))
                .collect(Collectors.joining(", "));
        return dialect.notice("In " + view.displayName() + " ("
                + dialect.wording().online(view.members().size()) + "): " + names);
    }

    private static void nick(Call call, String name) {
        new Naming(call.dialect())
                .rename(
                        name,
                        call.exchange(),
                        call::tell,
                        () -> call.tell("You are "
                                + call.dialect().nameOf(call.dialect().person()) + " now."));
    }

    private static void join(Call call, String name) {
        var room = RoomName.parse(name.startsWith("#") ? name : "#" + name);
        if (room.isEmpty()) {
            call.tell("A room's name has no spaces and no commas: /join ROOM");
        } else if (call.exchange().session().rooms().containsKey(room.get())) {
            call.tell("You are in " + room.get().text() + " already.");
        } else {
            move(call, room.get());
        }
    }

    /** First in, then out: whoever is not let in stays where they are. */
    private static void move(Call call, RoomName to) {
        var from = call.dialect().room();
        var join = new RoomCommand.Join(call.dialect().person(), to, null);
        call.exchange().room(to, join, MOVED, outcome -> {
            if (outcome instanceof Outcome.Refused || outcome instanceof Outcome.Unknown) {
                call.settle(outcome, to.text());
                return;
            }
            call.dialect().moved(to);
            RecentLines.show(call.exchange(), to, call.dialect().roomEncoder(), () -> {});
            if (call.exchange().session().rooms().containsKey(from)) {
                call.exchange().room(from, new RoomCommand.Part(""), null, left -> {});
            }
        });
    }

    private static void message(Call call, String rest) {
        int space = rest.indexOf(' ');
        var lines = space < 0 ? List.<String>of() : PlainText.typed(rest.substring(space + 1));
        if (lines.isEmpty()) {
            call.tell("Usage: /msg NAME TEXT");
            return;
        }
        var name = rest.substring(0, space);
        nickOf(name)
                .ifPresentOrElse(
                        to -> tellOne(call, to, lines.get(0)),
                        () -> call.tell("Nobody is called " + PlainText.plain(name)));
    }

    /** As a nick is written, or as a name is. */
    private static Optional<Nick> nickOf(String name) {
        var normal = NameMapping.normal(name);
        return Nick.parse(name)
                .or(() -> NameMapping.isName(normal) ? Optional.of(NameMapping.nickOf(normal)) : Optional.empty());
    }

    private static void tellOne(Call call, Nick to, String text) {
        var author = call.dialect().person().identity();
        var say = new RoomCommand.Say(author, SayKind.MESSAGE, text, null, Tags.NONE);
        call.exchange().person(to, say, null, outcome -> call.settle(outcome, to.text()));
    }
}
