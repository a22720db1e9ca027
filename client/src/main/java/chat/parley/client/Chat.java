package chat.parley.client;

import static java.util.Objects.requireNonNull;

import chat.parley.client.connection.Access;
import chat.parley.client.connection.Dialer;
import chat.parley.client.connection.ServerAddress;
import chat.parley.client.connection.Timing;
import chat.parley.client.model.ChatModel;
import chat.parley.client.model.Preferences;
import chat.parley.client.screen.FullScreen;
import chat.parley.client.screen.Look;
import chat.parley.client.view.Alerts;
import chat.parley.client.view.PlainView;
import chat.parley.client.view.TerminalView;
import chat.parley.client.view.Theme;
import chat.parley.client.view.View;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code parley chat}: on a terminal with a prompt, in a pipe lines in and lines out. */
@Command(
        name = "chat",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        customSynopsis = {
            "Examples:",
            "  parley chat                                    #lobby on this machine",
            "  parley chat irc.example.org --room '#help'     a room on another server",
            "  parley chat host-a host-b:6668 --nick bob      the other one when one is gone",
            "  echo 'backup done' | parley chat --nick cron   says it, and ends when the server has it",
            "",
            "Usage: parley chat [HOST[:PORT]...] [--nick NAME] [--room ROOM]..."
        },
        synopsisHeading = "",
        description = {"", "Talks on any IRC server. Once there, /help lists the commands, and q leaves.", ""},
        footer = {
            "",
            "Ends with 0 when done, 1 when something failed, 2 for a wrong call, 3 when no server could be reached,"
                    + " and 4 when the server refused.",
            "Without a terminal, or with TERM=dumb: lines in, lines out. NO_COLOR is respected."
        })
final class Chat implements Callable<Integer> {
    static final String DEFAULT_ROOM = "#lobby";

    @Parameters(
            paramLabel = "HOST[:PORT]",
            description = "servers of one network, in the order of trying; 127.0.0.1:6667 by default")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = {"-n", "--nick"},
            paramLabel = "NAME",
            converter = NickConverter.class,
            description = "your name there; your system's user name by default")
    private @Nullable Nick nick;

    @Option(
            names = {"-r", "--room"},
            paramLabel = "ROOM",
            converter = RoomConverter.class,
            description = "a room to go into, also several times; " + DEFAULT_ROOM + " by default")
    private List<String> rooms = new ArrayList<>();

    @Option(
            names = "--plain",
            description = "lines instead of a full screen: the terminal's own scrolling and selecting stay usable")
    private boolean plain;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<ServerAddress> addresses = servers.isEmpty() ? List.of(ServerAddress.DEFAULT) : addresses();
        Optional<Terminal> terminal = isOnTerminal(System.getenv()) ? openTerminal() : Optional.empty();
        if (terminal.isPresent()) {
            View view = plain ? lines(terminal.get()) : fullScreen(terminal.get());
            return run(addresses, plain ? Preferences.PLAIN : Preferences.FULL, view, Timing.ATTENDED);
        }
        return run(
                addresses,
                Preferences.PLAIN,
                new PlainView(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), ZoneId.systemDefault()),
                Timing.UNATTENDED);
    }

    private static View lines(Terminal terminal) {
        Theme theme = hasColours() ? Theme.BASIC : Theme.NONE;
        return new TerminalView(terminal, theme, Alerts.Settings.of(System.getenv()), ZoneId.systemDefault());
    }

    private static View fullScreen(Terminal terminal) {
        Look look = hasColours() ? Look.DEFAULT : Look.DEFAULT.with(Theme.MONOCHROME);
        return new FullScreen(terminal, look, Alerts.Settings.of(System.getenv()), ZoneId.systemDefault());
    }

    private static boolean hasColours() {
        return System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** The whole client on a given screen. */
    private int run(List<ServerAddress> addresses, Preferences preferences, View view, Timing timing) {
        String name = nick == null ? legalNick(System.getProperty("user.name", "")) : nick.text();
        List<String> wanted = rooms.isEmpty() ? List.of(DEFAULT_ROOM) : rooms;
        ChatModel model = new ChatModel(addresses, name, wanted, preferences, InstantSource.system());
        return new Loop(model, view, new Dialer(timing, Access.OPEN)).run();
    }

    /** Picocli takes a positional parameter that does not convert for one too many, and does not tell why. */
    private List<ServerAddress> addresses() {
        try {
            return servers.stream().map(ServerAddress::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(requireNonNull(spec).commandLine(), requireNonNull(e.getMessage()));
        }
    }

    /** The nearest nick that is allowed: {@code anna.b} becomes {@code annab}, {@code 7of9} becomes {@code _7of9}. */
    static String legalNick(String userName) {
        String letters = userName.replaceAll("[^A-Za-z0-9_\\-\\[\\]\\\\`^{|}]", "");
        String begun = letters.matches("[0-9-].*") ? "_" + letters : letters;
        String nick = begun.length() > Nick.MAX_LENGTH ? begun.substring(0, Nick.MAX_LENGTH) : begun;
        return nick.isEmpty() ? "guest" : nick;
    }

    static boolean isOnTerminal(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "dumb").toLowerCase(Locale.ROOT);
        return !type.isEmpty() && !type.equals("dumb") && isConsole(System.console());
    }

    /** Before JDK 22 there is a console only on a terminal; since then the console has to be asked. */
    private static boolean isConsole(@Nullable Console console) {
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Empty where JLine can do no more than we can without it. */
    private static Optional<Terminal> openTerminal() throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .ffm(false)
                .encoding(StandardCharsets.UTF_8)
                .nativeSignals(true)
                .dumb(true)
                .build();
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            terminal.close();
            return Optional.empty();
        }
        return Optional.of(terminal);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    static final class NickConverter implements ITypeConverter<Nick> {
        @Override
        public Nick convert(String text) {
            try {
                return Nick.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** A room may be given without its {@code #}, which a shell takes for a comment. */
    static final class RoomConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            try {
                return text.matches("[&+!].+")
                        ? text
                        : RoomName.of(text.startsWith("#") ? text : "#" + text).text();
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
