package chat.parley.client.command;

import static chat.parley.client.command.Command.Result.DONE;
import static chat.parley.client.command.Command.Result.MISUSED;
import static chat.parley.client.command.Command.Result.PENDING;

import chat.parley.client.command.Command.Result;
import chat.parley.client.model.Actions;
import chat.parley.client.model.ChatModel;
import chat.parley.client.model.Happening.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every command there is. A line that begins with a slash is a command; with two, text that begins with one. */
public final class CommandTable {
    private static final List<Command> COMMANDS = List.of(
            new Command("join", "ROOM [KEY]", "go into a room and talk there", CommandTable::join),
            new Command("part", "[ROOM] [REASON]", "leave a room", CommandTable::part),
            new Command("switch", "[ROOM|NICK]", "talk elsewhere; alone: my rooms", CommandTable::go),
            new Command("msg", "ROOM|NICK TEXT", "say something there without switching", CommandTable::msg),
            new Command("me", "TEXT", "say what you do: /me waves", CommandTable::me),
            new Command("nick", "NICK", "take another name", CommandTable::nick),
            new Command("topic", "[TEXT]", "show or set what the room is about", CommandTable::topic),
            new Command("names", "[ROOM]", "who is here", CommandTable::names),
            new Command("whois", "NICK", "who somebody is", CommandTable::whois),
            new Command("list", "[PATTERN]", "the rooms of this server", CommandTable::list),
            new Command("away", "[REASON]", "be away for a reason; alone: be back", CommandTable::away),
            new Command("search", "WORDS", "find what was said here", CommandTable::search),
            new Command("close", "[REASON]", "end this conversation", CommandTable::close),
            new Command("mute", "[ROOM]", "let a room not ring, or ring again", CommandTable::mute),
            new Command("invite", "NICK", "ask somebody into this room", CommandTable::invite),
            new Command("kick", "NICK [REASON]", "put somebody out of this room", CommandTable::kick),
            new Command("mode", "[MODES]", "show or change the room's modes", CommandTable::mode),
            new Command("raw", "LINE", "send a line of IRC as it is", CommandTable::raw),
            new Command("help", "", "this list", CommandTable::help),
            new Command("quit", "[REASON]", "leave; q alone and Ctrl-C too", CommandTable::quit));

    private static final Map<String, Command> BY_NAME =
            COMMANDS.stream().collect(Collectors.toMap(Command::name, Function.identity()));

    private CommandTable() {}

    /** The names of all commands, with their slash. */
    public static List<String> names() {
        return COMMANDS.stream().map(command -> "/" + command.name()).toList();
    }

    /** How the help writes the arguments of a command that is given with its slash; empty for none. */
    public static String arguments(String name) {
        Command command = BY_NAME.get(name.substring(Math.min(1, name.length())).toLowerCase(Locale.ROOT));
        return command == null ? "" : command.arguments();
    }

    /** How each command is typed, and what it does, in the order of the help. */
    public static Map<String, String> usages() {
        Map<String, String> usages = new LinkedHashMap<>();
        COMMANDS.forEach(command -> usages.put(command.usage(), command.description()));
        return usages;
    }

    /** Does what a typed line asks for. An empty line asks for nothing. */
    public static void run(ChatModel model, String line) {
        if (isText(line)) {
            model.actions().say(Kind.MESSAGE, line.startsWith("//") ? line.substring(1) : line);
        } else if (line.isBlank() || runCommand(model, line.strip()) != PENDING) {
            model.actions().lineDone();
        }
    }

    /** Whether the line is something to say and no command. */
    public static boolean isText(String line) {
        boolean isCommand = line.startsWith("/") && !line.startsWith("//");
        return !line.isBlank() && !isCommand && !line.strip().equals("q");
    }

    private static Result runCommand(ChatModel model, String line) {
        int space = line.indexOf(' ');
        String word = line.equals("q") ? "/quit" : space < 0 ? line : line.substring(0, space);
        Command command = BY_NAME.get(word.substring(1).toLowerCase(Locale.ROOT));
        if (command == null) {
            model.actions().problem("there is no command " + word + "; /help lists them, and // begins a text with /");
            return DONE;
        }
        Result result = command.handler().run(model, new Arguments(space < 0 ? "" : line.substring(space)));
        if (result == MISUSED) {
            model.actions().problem("usage: " + command.usage());
        }
        return result;
    }

    private static Result join(ChatModel model, Arguments arguments) {
        String room = arguments.word();
        if (room == null) {
            return MISUSED;
        }
        model.actions().join(room, arguments.rest());
        return DONE;
    }

    /** The first word is a room only when it looks like one, so that a reason may stand alone. */
    private static Result part(ChatModel model, Arguments arguments) {
        String rest = arguments.rest();
        if (rest == null || !rest.startsWith("#")) {
            model.actions().part(null, rest);
        } else {
            Arguments both = new Arguments(rest);
            model.actions().part(both.word(), both.rest());
        }
        return DONE;
    }

    private static Result go(ChatModel model, Arguments arguments) {
        String place = arguments.word();
        if (place == null) {
            model.places().tellRooms();
        } else {
            model.places().switchTo(place);
        }
        return arguments.isEmpty() ? DONE : MISUSED;
    }

    private static Result msg(ChatModel model, Arguments arguments) {
        String target = arguments.word();
        String text = arguments.rest();
        if (target == null || text == null) {
            return MISUSED;
        }
        model.actions().say(target, Kind.MESSAGE, text);
        return PENDING;
    }

    private static Result me(ChatModel model, Arguments arguments) {
        String text = arguments.rest();
        if (text == null) {
            return MISUSED;
        }
        model.actions().say(Kind.ACTION, text);
        return PENDING;
    }

    private static Result nick(ChatModel model, Arguments arguments) {
        String nick = arguments.word();
        if (nick == null || !arguments.isEmpty()) {
            return MISUSED;
        }
        model.actions().nick(nick);
        return DONE;
    }

    private static Result topic(ChatModel model, Arguments arguments) {
        model.actions().topic(arguments.rest());
        return DONE;
    }

    private static Result names(ChatModel model, Arguments arguments) {
        model.actions().names(arguments.word());
        return DONE;
    }

    private static Result whois(ChatModel model, Arguments arguments) {
        String nick = arguments.word();
        if (nick == null) {
            return MISUSED;
        }
        model.actions().whois(nick);
        return DONE;
    }

    private static Result list(ChatModel model, Arguments arguments) {
        model.actions().list(arguments.word());
        return DONE;
    }

    private static Result away(ChatModel model, Arguments arguments) {
        model.actions().away(arguments.rest());
        return DONE;
    }

    private static Result search(ChatModel model, Arguments arguments) {
        return withRest(arguments, model.actions()::search);
    }

    private static Result close(ChatModel model, Arguments arguments) {
        model.actions().close(arguments.rest());
        return DONE;
    }

    private static Result mute(ChatModel model, Arguments arguments) {
        model.places().mute(arguments.word());
        return DONE;
    }

    private static Result invite(ChatModel model, Arguments arguments) {
        return withRest(arguments, model.actions()::invite);
    }

    private static Result kick(ChatModel model, Arguments arguments) {
        String nick = arguments.word();
        if (nick == null) {
            return MISUSED;
        }
        model.actions().kick(nick, arguments.rest());
        return DONE;
    }

    private static Result mode(ChatModel model, Arguments arguments) {
        model.actions().mode(arguments.rest());
        return DONE;
    }

    private static Result raw(ChatModel model, Arguments arguments) {
        return withRest(arguments, model.actions()::raw);
    }

    private static Result withRest(Arguments arguments, Consumer<String> action) {
        String rest = arguments.rest();
        if (rest == null) {
            return MISUSED;
        }
        action.accept(rest);
        return DONE;
    }

    private static Result help(ChatModel model, Arguments arguments) {
        int width = COMMANDS.stream()
                .mapToInt(command -> command.usage().length())
                .max()
                .orElse(0);
        Actions actions = model.actions();
        COMMANDS.forEach(command -> actions.tell(
                command.usage() + " ".repeat(width + 2 - command.usage().length()) + command.description()));
        actions.tell("anything else is said where you are; // begins a text with /");
        return DONE;
    }

    private static Result quit(ChatModel model, Arguments arguments) {
        model.leave(arguments.rest());
        return DONE;
    }
}
