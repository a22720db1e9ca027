package chat.parley.client.manual;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley completion}: a script that lets a shell complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "Examples:",
            "  parley completion bash > ~/.local/share/bash-completion/completions/parley",
            "  source <(parley completion zsh)                                 # in ~/.zshrc, after compinit",
            "  parley completion fish > ~/.config/fish/completions/parley.fish",
            "",
            "Usage: parley completion bash|zsh|fish"
        },
        synopsisHeading = "",
        description = {"", "Writes a script for the shell.", ""})
public final class Completion implements Callable<Integer> {
    /** What shells there are scripts for. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    /** The launcher's commands that are the node's, and what comes after them. */
    private static final Map<String, List<String>> OTHERS = new TreeMap<>(Map.of(
            "node", List.of(),
            "cluster", List.of("up", "status", "down"),
            "admin", List.of("backup", "export", "import", "erase", "keep"),
            "check", List.of(),
            "password", List.of()));

    @Parameters(paramLabel = "SHELL", description = "one of ${COMPLETION-CANDIDATES}")
    private @Nullable Shell shell;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine parley = requireNonNull(requireNonNull(spec).parent()).commandLine();
        PrintStream out = Output.utf8();
        out.print(script(parley, requireNonNull(shell)));
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** The script; picocli's is for bash, and for zsh too. */
    static String script(CommandLine parley, Shell shell) {
        if (shell == Shell.fish) {
            return new FishScript(parley, OTHERS).text();
        }
        OTHERS.forEach((name, followers) -> {
            if (!parley.getSubcommands().containsKey(name)) {
                CommandLine command = new CommandLine(CommandSpec.create());
                followers.forEach(follower -> command.addSubcommand(follower, CommandSpec.create()));
                parley.addSubcommand(name, command);
            }
        });
        return AutoComplete.bash("parley", parley);
    }
}
