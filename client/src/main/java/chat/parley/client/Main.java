package chat.parley.client;

import chat.parley.client.config.ConfigFile;
import chat.parley.client.manual.Completion;
import chat.parley.client.manual.Manual;
import chat.parley.client.model.ExitCode;
import chat.parley.client.script.Rooms;
import chat.parley.client.script.Say;
import chat.parley.client.script.Search;
import chat.parley.client.script.Tail;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The door of the client: {@code Main chat …}, and the commands for scripts. */
@Command(name = "parley", description = "Parley's client.", mixinStandardHelpOptions = true, version = Main.VERSION)
public final class Main {
    static final String VERSION = "parley 0.1.0";

    /** In the order of the help. */
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("chat", Chat::new);
        COMMANDS.put("say", Say::new);
        COMMANDS.put("tail", Tail::new);
        COMMANDS.put("search", Search::new);
        COMMANDS.put("rooms", Rooms::new);
        COMMANDS.put("rehearse", Rehearse::new);
    }

    /** Ends the process with an {@link ExitCode}. */
    public static void main(String[] arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        System.exit((COMMANDS.containsKey(first) ? commandLine(Set.of(first)) : commandLine()).execute(arguments));
    }

    static CommandLine commandLine() {
        return commandLine(COMMANDS.keySet()).addSubcommand(new Completion()).addSubcommand(new Manual());
    }

    /** With some commands only: to look at the options of all of them takes longer than the rest of the start. */
    private static CommandLine commandLine(Set<String> names) {
        CommandLine parley = new CommandLine(new Main())
                .setParameterExceptionHandler(Main::wrongCall)
                .setExecutionExceptionHandler(Main::failed);
        COMMANDS.forEach((name, command) -> {
            if (names.contains(name)) {
                parley.addSubcommand(command.get());
            }
        });
        return parley;
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
