package chat.parley.client.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.client.command.CommandTable;
import chat.parley.client.manual.Completion.Shell;
import chat.parley.client.script.Rooms;
import chat.parley.client.script.Say;
import chat.parley.client.script.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class GeneratedTest {
    @TempDir
    Path folder;

    @Test
    void bashCompletesCommandsAndTheirOptions() throws Exception {
        Path script = Files.writeString(folder.resolve("parley"), Completion.script(parley(), Shell.bash));

        assertThat(complete(script, "parley", "ta")).containsExactly("tail");
        assertThat(complete(script, "parley", "clu")).containsExactly("cluster");
        assertThat(complete(script, "parley", "cluster", "st")).containsExactly("status");
        assertThat(complete(script, "parley", "tail", "--fol")).containsExactly("--follow");
        assertThat(complete(script, "parley", "say", "--password-f")).containsExactly("--password-file");
    }

    @Test
    void fishHearsOfCommandsAndTheirOptions() {
        assertThat(Completion.script(parley(), Shell.fish).lines())
                .contains(
                        "complete -c parley -f",
                        "complete -c parley -n __fish_use_subcommand -a cluster",
                        "complete -c parley -n '__fish_seen_subcommand_from cluster; and not __fish_seen_subcommand_from"
                                + " up status down' -a 'up status down'",
                        "complete -c parley -n '__fish_seen_subcommand_from tail' -s f -l follow -d 'go on with what comes'",
                        "complete -c parley -n '__fish_seen_subcommand_from say' -l password-file -r -F"
                                + " -d 'its first line is the account\\'s password'")
                .anyMatch(line -> line.startsWith("complete -c parley -n __fish_use_subcommand -a say -d 'Says TEXT"))
                .noneMatch(line -> line.contains("hidden"));
    }

    @Test
    void theManualPageHasEveryOptionAndEverythingThatIsTyped() {
        String page = new ManualPage(parley()).text();

        assertThat(page)
                .contains(".SS parley tail\n", "\\fB\\-f, \\-\\-follow\\fR\n")
                .doesNotContain("hidden");
        CommandTable.usages().keySet().forEach(usage -> assertThat(page).contains(usage.replace("-", "\\-")));
    }

    @Test
    void groffHasNothingToSayAboutTheManualPage() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "groff is not installed");
        Path page = Files.writeString(folder.resolve("parley.1"), new ManualPage(parley()).text());

        String warnings = output("groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-z", page.toString());

        assertThat(warnings).isEmpty();
    }

    private static CommandLine parley() {
        CommandLine parley = new CommandLine(CommandSpec.create().name("parley"));
        parley.addSubcommand(new Say()).addSubcommand(new Tail()).addSubcommand(new Rooms());
        CommandSpec hidden = CommandSpec.create();
        hidden.usageMessage().hidden(true);
        return parley.addSubcommand("hidden", hidden);
    }

    private static List<String> complete(Path script, String... words) throws Exception {
        String line =
                "compopt() { :; }; source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%2$s'; COMP_POINT=${#COMP_LINE};"
                                .formatted(script, String.join(" ", words), words.length - 1)
                        + " _complete_parley; printf '%s\\n' \"${COMPREPLY[@]}\"";
        return output("bash", "-c", line).lines().map(String::strip).toList();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
