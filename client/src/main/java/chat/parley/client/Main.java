package chat.parley.client;

import chat.parley.client.config.ConfigFile;
import chat.parley.client.model.ExitCode;
import chat.parley.client.script.Rooms;
import chat.parley.client.script.Say;
import chat.parley.client.script.Search;
import chat.parley.client.script.Tail;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The door of the client: {@code Main chat …}, and the commands for scripts. */
@Command(
        name = "parley",
        description = "Parley's client.",
        subcommands = {Chat.class, Say.class, Tail.class, Search.class, Rooms.class},
        mixinStandardHelpOptions = true,
        version = Main.VERSION)
public final class Main {
    static final String VERSION = "parley 0.1.0";

    /** Ends the process with an {@link ExitCode}. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::wrongCall)
                .setExecutionExceptionHandler(Main::failed);
    }

    /** One line that says what is wrong, and one that says where to look. */
    private static int wrongCall(CommandLine.ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + e.getMessage() + " (see " + name + " --help)");
        return ExitCode.WRONG_CALL;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) {
        if (e instanceof ConfigFile.Faulty) {
            command.getErr().println(e.getMessage());
            return ExitCode.WRONG_CALL;
        }
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
        return ExitCode.FAILED;
    }
}
