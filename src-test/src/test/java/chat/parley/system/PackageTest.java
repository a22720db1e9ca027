package chat.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.ParleyHome;
import chat.parley.harness.Shell;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Debian's package installs is a whole Parley: without a source tree, and without a folder that it may write to but that of its data. */
class PackageTest {
    private static final Pattern ADDRESS = Pattern.compile("irc (127\\.0\\.0\\.1:\\d+)");

    @TempDir
    static Path folder;

    @BeforeAll
    static void install() {
        assumeTrue(Shell.has("dpkg-deb"), "dpkg-deb is not installed");
        String build = ParleyHome.folder().resolve("package/build").toString();
        Shell.run(build, folder.toString()).requireSuccess();
        shell("dpkg-deb --extract ../*.deb .").requireSuccess();
    }

    @AfterAll
    static void nothingIsLeftBehind() {
        shell("parley cluster down --data ../data");
    }

    @Test
    void whatIsInstalledServesAndTalks() {
        Matcher address = ADDRESS.matcher(shell("parley cluster up --nodes 1 --data ../data")
                .requireSuccess()
                .output());
        assertThat(address.find()).isTrue();
        String server = "--server " + address.group(1);

        shell("parley say %s '#tea' 'it is ready'".formatted(server)).requireSuccess();

        assertThat(shell("parley tail %s '#tea'".formatted(server))
                        .requireSuccess()
                        .output())
                .contains("it is ready");
        assertThat(shell("parley cluster up --data ../data").requireSuccess().output())
                .as("what to type next, where parley is on the path")
                .contains("Talk:  parley chat " + address.group(1));
        assertThat(shell("parley check").output()).contains("in Parley's source tree");
    }

    @Test
    void theManualPageAndTheCompletionsAreWhereTheyAreLookedFor() {
        assertThat(shell("gzip -dc usr/share/man/man1/parley.1.gz")
                        .requireSuccess()
                        .output())
                .startsWith(".TH PARLEY 1");
        assertThat(shell("source usr/share/bash-completion/completions/parley; complete -p parley")
                        .requireSuccess()
                        .output())
                .contains("-F _complete_parley");
        assertThat(folder.resolve("root/usr/share/zsh/vendor-completions/_parley"))
                .content()
                .startsWith("#compdef parley");
        assertThat(folder.resolve("root/usr/share/fish/vendor_completions.d/parley.fish"))
                .content()
                .contains("-a chat");
    }

    /** With the installed programs on the path. */
    private static Shell.Result shell(String commands) {
        return Shell.run(
                Map.of("XDG_CACHE_HOME", "/dev/null/cache"),
                "",
                "bash",
                "-c",
                "mkdir -p '%1$s/root'; cd '%1$s/root'; PATH=$PWD/usr/bin:$PATH; %2$s".formatted(folder, commands));
    }
}
