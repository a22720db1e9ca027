package chat.parley.client;

import static java.util.Objects.requireNonNull;

import chat.parley.client.config.Choices;
import chat.parley.client.config.ConfigFile;
import chat.parley.client.config.ConfigKey;
import chat.parley.client.config.NetworkOptions;
import chat.parley.client.config.Sample;
import chat.parley.client.connection.Access;
import chat.parley.client.connection.Dialer;
import chat.parley.client.connection.ServerAddress;
import chat.parley.client.connection.StsPolicies;
import chat.parley.client.connection.Timing;
import chat.parley.client.model.ChatModel;
import chat.parley.client.model.ExitCode;
import chat.parley.client.screen.FullScreen;
import chat.parley.client.view.PlainView;
import chat.parley.client.view.TerminalView;
import chat.parley.client.view.View;
import chat.parley.wire.RoomName;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
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
            "Usage: parley chat [HOST[:PORT]...] [--nick NAME] [--room ROOM]... [OPTION]..."
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
            description =
                    "servers of one network, in the order of trying; ircs://HOST for TLS; 127.0.0.1:6667 by default")
    private List<String> servers = new ArrayList<>();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

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

    @Option(names = "--print-config", description = "write a configuration file with every key, and end")
    private boolean printConfig;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigFile.Faulty {
        if (printConfig) {
            utf8(FileDescriptor.out).print(Sample.text());
            return ExitCode.DONE;
        }
        Choices choices = new Choices(network.config(), System.getenv());
        Access access = access();
        List<ServerAddress> addresses = servers();
        Optional<Terminal> terminal = SystemTerminal.open(System.getenv());
        boolean isFullScreen = terminal.isPresent() && !plain && !choices.isPlain();
        ChatModel model = new ChatModel(
                addresses, network.nick(), rooms(), choices.preferences(isFullScreen), InstantSource.system());
        Timing timing = terminal.isPresent() ? Timing.ATTENDED : Timing.UNATTENDED;
        Loop loop = new Loop(
                model, view(terminal, isFullScreen, choices), new Dialer(timing, access, StsPolicies.ofThisPerson()));
        Signalled.ends(loop, terminal.isPresent());
        return loop.run();
    }

    private static View view(Optional<Terminal> terminal, boolean isFullScreen, Choices choices) {
        ZoneId zone = ZoneId.systemDefault();
        if (terminal.isEmpty()) {
            return new PlainView(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), zone);
        }
        return isFullScreen
                ? new FullScreen(terminal.get(), choices.look(), choices.alerts(), choices.inputHistory(), zone)
                : new TerminalView(terminal.get(), choices.lineTheme(), choices.alerts(), choices.inputHistory(), zone);
    }

    private List<String> rooms() throws ConfigFile.Faulty {
        List<String> wanted = rooms.isEmpty() ? network.config().all(ConfigKey.ROOM) : rooms;
        return wanted.isEmpty() ? List.of(DEFAULT_ROOM) : wanted;
    }

    /** Picocli takes a positional parameter that does not convert for one too many, and does not tell why. */
    private List<ServerAddress> servers() throws ConfigFile.Faulty {
        try {
            return network.servers(servers);
        } catch (IllegalArgumentException e) {
            throw wrongCall(e);
        }
    }

    private Access access() throws IOException, ConfigFile.Faulty {
        try {
            return network.access();
        } catch (IllegalArgumentException e) {
            throw wrongCall(e);
        }
    }

    private ParameterException wrongCall(IllegalArgumentException e) {
        return new ParameterException(requireNonNull(spec).commandLine(), requireNonNull(e.getMessage()));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
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
