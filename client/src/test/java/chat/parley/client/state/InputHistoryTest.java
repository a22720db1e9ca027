package chat.parley.client.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was typed is there at the next start, for its owner alone, whatever happened to the file. */
@Timeout(60)
class InputHistoryTest {
    private static final int LINES = 200;

    private final Path file;

    InputHistoryTest(@TempDir Path folder) {
        file = folder.resolve("parley").resolve("client").resolve("typed");
    }

    @Test
    void whatWasTypedIsThereAtTheNextStart() {
        InputHistory first = history(10);
        first.add("hello");
        first.add("two\nlines and a \\n");
        first.add("🎉 漢字");

        assertThat(history(10).entries()).containsExactly("hello", "two\nlines and a \\n", "🎉 漢字");
    }

    @Test
    void nobodyElseCanReadIt() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "careless\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        history(1).add("hello");
        assertThat(mode()).isEqualTo("rw-------");

        IntStream.range(0, 5).forEach(number -> history(1).add("line " + number));
        history(1).entries();

        assertThat(mode()).as("after it was made shorter").isEqualTo("rw-------");
    }

    @Test
    void itIsBounded() throws Exception {
        InputHistory history = history(10);
        IntStream.range(0, 100).forEach(number -> history.add("line " + number));
        history.add("x".repeat(InputHistory.ENTRY_CHARS_LIMIT + 1));

        assertThat(history(10).entries()).hasSize(10).endsWith("line 98", "line 99");
        assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void passwordsAreNotKept() throws Exception {
        InputHistory history = history(10);
        history.add("/oper anna hunter2");
        history.place("NickServ");
        history.add("hunter2");
        history.place("#lobby");
        history.add("hello");

        assertThat(Files.readString(file)).isEqualTo("hello\n");
    }

    @Test
    void aPersonWhoWantsNoneHasNone() {
        history(0).add("hello");

        assertThat(file).doesNotExist();
        assertThat(history(0).entries()).isEmpty();
    }

    @Test
    void twoClientsAtOnceKeepWholeLines() throws Exception {
        Process one = writer("one");
        Process two = writer("two");
        assertThat(List.of(one.waitFor(), two.waitFor())).containsExactly(0, 0);

        assertThat(history(2 * LINES).entries())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2 * LINES)
                        .mapToObj(number -> line(number < LINES ? "one" : "two", number % LINES))
                        .toList());
    }

    /** Another client, as a process. */
    private Process writer(String name) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InputHistoryTest.class.getName(),
                        file.toString(),
                        name)
                .inheritIO()
                .start();
    }

    /** What {@link #writer} runs. */
    public static void main(String[] arguments) {
        InputHistory history = new InputHistory(Path.of(arguments[0]), 2 * LINES);
        IntStream.range(0, LINES).forEach(number -> history.add(line(arguments[1], number)));
    }

    private static String line(String name, int number) {
        return (name + " " + number + " ").repeat(20).strip();
    }

    @Test
    void aDamagedFileDoesNoHarm() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {'a', (byte) 0xff, '\n', 27, '[', '2', 'J', '\n', 0, '\n', '\n', 'o', 'k', '\\'});

        InputHistory history = history(10);
        assertThat(history.entries()).containsExactly("a\ufffd", "ok\\");

        history.add("after it");
        assertThat(history(10).entries()).containsExactly("a\ufffd", "ok\\", "after it");
    }

    @Test
    void aHugeFileIsReadFromItsEnd() throws Exception {
        Files.createDirectories(file.getParent());
        byte[] line = ("x".repeat(1023) + "\n").getBytes(UTF_8);
        for (int kib = 0; kib < 2 * PrivateFile.READ_BYTES_LIMIT / 1024; kib += 1) {
            Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        Files.writeString(file, "the last\n", StandardOpenOption.APPEND);

        assertThat(history(1).entries()).containsExactly("the last");
        assertThat(Files.size(file)).isLessThan(100);
    }

    @Test
    void aFolderInItsPlaceIsToldOnce() throws Exception {
        Files.createDirectories(file);
        InputHistory history = history(10);

        assertThat(history.entries()).isEmpty();
        assertThat(history.add("hello").orElse("")).startsWith("what you type is not kept for the next start");
        assertThat(history.add("again")).isEmpty();
    }

    @Test
    void itIsWhereXdgWantsIt() {
        Path home = Path.of("/home/anna");

        assertThat(StateFolder.of(Map.of("XDG_STATE_HOME", "/var/anna"), home)).hasToString("/var/anna/parley/client");
        assertThat(StateFolder.of(Map.of("XDG_STATE_HOME", "var"), home))
                .hasToString("/home/anna/.local/state/parley/client");
    }

    private InputHistory history(int limit) {
        return new InputHistory(file, limit);
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
