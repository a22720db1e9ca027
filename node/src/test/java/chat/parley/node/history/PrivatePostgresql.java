package chat.parley.node.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server for one test class: a fresh cluster in a temporary folder, on a free port of the loopback, run by a user without rights as the
 * server demands. A test is skipped where Debian's {@code postgresql} is not installed.
 */
final class PrivatePostgresql implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String PASSWORD = "for this test alone";

    /** Debian's package makes it. */
    private static final String USER = "postgres";

    private final Path programs;
    private final Path folder;
    private final int port;

    private PrivatePostgresql(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    static PrivatePostgresql start() throws Exception {
        var installed = programs();
        assumeTrue(installed.isPresent(), "PostgreSQL is not installed: apt-get install postgresql");
        var programs = installed.get();
        var folder = Files.createTempDirectory("parley-postgresql-");
        var server = new PrivatePostgresql(programs, folder, freePort());
        server.make();
        server.startAgain();
        return server;
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void make() throws Exception {
        Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            run(List.of("chown", "-R", USER, folder.toString()));
        }
        run(
                "initdb",
                "-D",
                data(),
                "-U",
                "parley",
                "-A",
                "scram-sha-256",
                "--pwfile",
                folder.resolve("password").toString(),
                "-E",
                "UTF8",
                "--no-sync");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** Waits until it answers. */
    void startAgain() throws Exception {
        var options =
                "-c port=" + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=40";
        run("pg_ctl", "-D", data(), "-l", folder.resolve("log").toString(), "-o", options, "-w", "start");
    }

    /** All its processes end at once, as on a machine that loses its power. */
    void stopAtOnce() throws Exception {
        run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }

    /** A new, empty database; its url. */
    String makeDatabase(String name) throws Exception {
        try (var connection = DriverManager.getConnection(url("postgres"), "parley", PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    @Override
    public void close() throws Exception {
        stopAtOnce();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(PrivatePostgresql::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String program, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(List<String> command) throws Exception {
        var output = Files.createTempFile("parley-", ".out");
        var process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(command + ": " + Files.readString(output));
        }
        Files.delete(output);
    }
}
