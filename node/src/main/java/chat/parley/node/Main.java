package chat.parley.node;

import chat.parley.node.ops.AdminCommand;
import chat.parley.node.ops.ClusterCommand;
import chat.parley.node.ops.ExitStatus;
import chat.parley.node.ops.PasswordCommand;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The programs of the node's jar, as {@code bin/parley} starts them. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            NodeCommand.class,
            RehearseCommand.class,
            ClusterCommand.class,
            AdminCommand.class,
            PasswordCommand.class
        })
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its {@link ExitStatus}. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        var commands = new CommandLine(new Main())
                .setParameterExceptionHandler(Main::onWrongCall)
                .setExecutionExceptionHandler(Main::onFailure);
        return commands.execute(arguments);
    }

    private static int onWrongCall(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        System.err.println("parley: " + wrong.getMessage());
        System.err.println("Try: bin/" + command + " --help");
        return ExitStatus.WRONG_CALL;
    }

    private static int onFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof ExitStatus.Failure known) {
            System.err.println("parley: " + known.getMessage());
            return known.status();
        }
        throw failure;
    }

    /** The project's version and what it runs on. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version =
                    Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(not packaged)");
            return new String[] {"parley " + version + ", Java " + System.getProperty("java.version")};
        }
    }
}
