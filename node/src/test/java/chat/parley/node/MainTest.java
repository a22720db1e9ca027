package chat.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.ops.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong call is answered with. */
class MainTest {
    private final PrintStream realErrors = System.err;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void listenToErrors() {
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void letErrorsThrough() {
        System.setErr(realErrors);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node --port seven                | --port",
                "node --join 7355                 | HOST:PORT",
                "node --listen 6667               | irc=127.0.0.1:6667",
                "node --listen smtp=127.0.0.1:25  | known: address, announce, irc",
                "node --frobnicate                | --frobnicate",
                "node --config /none/parley.conf  | /none/parley.conf",
                "cluster up --nodes 0             | 1 to 20",
                "cluster sideways                 | sideways",
            })
    void isToldInWordsAndByItsStatus(String call, String words) {
        assertThat(Main.run(call.strip().split(" +"))).isEqualTo(ExitStatus.WRONG_CALL);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith("parley: ")
                .contains(words);
    }

    @Test
    void statusAndDownOfNothingAreTold() {
        var data = folder.toString();

        assertThat(Main.run("cluster", "status", "--data", data)).isEqualTo(3);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("parley cluster up");
        assertThat(Main.run("cluster", "down", "--data", data)).isEqualTo(ExitStatus.DONE);
    }
}
