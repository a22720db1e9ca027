package chat.parley.client.script;

import static java.util.Objects.requireNonNull;

import chat.parley.client.config.ConfigFile;
import chat.parley.client.config.NetworkOptions;
import chat.parley.client.connection.Dialer;
import chat.parley.client.connection.Route;
import chat.parley.client.connection.StsPolicies;
import chat.parley.client.connection.Timing;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands for scripts have in common: where they go, how they write, how they end. */
abstract class ScriptCommand implements Callable<Integer> {
    static final String EXIT_CODES =
            "Ends with 0 when done, 1 when something failed, 2 for a wrong call, 3 when no server"
                    + " could be reached, and 4 when the server refused.";

    @Option(
            names = {"-s", "--server"},
            paramLabel = "HOST[:PORT]",
            description = "a server, also several of one network; ircs://HOST for TLS; 127.0.0.1:6667 by default")
    private List<String> servers = new ArrayList<>();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** Prepares a session for an errand. */
    final Session session(Errand errand, Timing timing) throws ConfigFile.Faulty, IOException {
        try {
            return new Session(
                    new Dialer(timing, network.access(), StsPolicies.ofThisPerson()),
                    new Route(network.servers(servers)),
                    network.nick(),
                    !network.isNickGiven(),
                    errand,
                    words(),
                    InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw wrongCall(e);
        }
    }

    private java.util.function.Consumer<String> words() {
        PrintStream err = stream(FileDescriptor.err);
        String name = spec().qualifiedName();
        return text -> err.println(name + ": " + chat.parley.wire.Formatting.plain(text));
    }

    /** Reads an argument; picocli takes one that does not convert for one too many, and does not tell why. */
    final <T> T argument(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrongCall(e);
        }
    }

    final ParameterException wrongCall(IllegalArgumentException e) {
        return new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()));
    }

    private CommandSpec spec() {
        return requireNonNull(spec);
    }

    /** Writes each line at once; false when nobody reads them any more. */
    static Predicate<String> output() {
        PrintStream out = stream(FileDescriptor.out);
        return line -> {
            out.println(line);
            return !out.checkError();
        };
    }

    static Predicate<Message> printer(boolean json) {
        Predicate<String> output = output();
        ZoneId zone = ZoneId.systemDefault();
        return message -> output.test(json ? message.json() : message.plain(zone));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
