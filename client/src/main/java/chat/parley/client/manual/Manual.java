package chat.parley.client.manual;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley man}: the manual page of everything that the client does. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "Examples:",
            "  parley man | man -l -                                           read it",
            "  parley man > ~/.local/share/man/man1/parley.1                   keep it",
            "",
            "Usage: parley man"
        },
        synopsisHeading = "",
        description = {"", "Writes the manual page, in the language of man.", ""})
public final class Manual implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintStream out = Output.utf8();
        out.print(new ManualPage(requireNonNull(requireNonNull(spec).parent()).commandLine()).text());
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
