package chat.parley.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL of a test's own: made with initdb in a temporary folder, on a free port of loopback, run by an unprivileged user (PostgreSQL refuses
 * to run as root). It takes connections with TLS and without; its certificate is signed by itself, for {@code localhost} alone. Needs the programs of
 * Debian's package {@code postgresql}, not its service, and openssl. For one thread.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final List<String> PROGRAMS = List.of("initdb", "pg_ctl", "createdb");
    private static final String PASSWORD = "a password of a test";
    private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

    private final Path folder;
    private final Path programs;
    private final int port = Ports.free();

    private PostgresServer(Path folder, Path programs) {
        this.folder = folder;
        this.programs = programs;
    }

    /** Whether there is one here that can be started. */
    public static boolean isPossible() {
        return programs().isPresent()
                && Shell.has("openssl")
                && (!isRoot() || (Shell.has("runuser") && unprivileged().isPresent()));
    }

    /** Makes one and starts it. */
    public static PostgresServer start() {
        try {
            Path folder = Files.createTempDirectory("parley-postgres-");
            PostgresServer made = new PostgresServer(folder, programs().orElseThrow());
            made.make();
            made.resume();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For JDBC, without user and password. */
    public String url() {
        return url("postgres");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes an empty database of this name; its url. */
    public String makeDatabase(String name) {
        return makeDatabase(name, "template1");
    }

    /** Makes a copy of a database that nobody is connected to; its url. */
    public String makeDatabase(String name, String original) {
        String client = programs.resolve("createdb").toString();
        Shell.run(
                        Map.of("PGPASSWORD", PASSWORD),
                        "",
                        client,
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "-U",
                        user(),
                        "-T",
                        original,
                        name)
                .requireSuccess();
        return url(name);
    }

    public String user() {
        return "parley";
    }

    /** A file with the user's password, readable for its owner alone. */
    public Path passwordFile() {
        return folder.resolve("password");
    }

    /** Its certificate, which is also what it is checked against. */
    public Path certificate() {
        return folder.resolve("server.crt");
    }

    /** It goes away without a word: all connections break, and nobody listens any more. */
    public void kill() {
        control("stop", "-m", "immediate").requireSuccess();
    }

    /** It is there again, with all that was committed. Returns when it accepts connections. */
    public void resume() {
        control("start", "-w", "-l", folder.resolve("log").toString(), "-o", options())
                .requireSuccess();
    }

    /** It answers nobody, and breaks no connection. */
    public void freeze() {
        signal("STOP");
    }

    /** It goes on where it was. */
    public void thaw() {
        signal("CONT");
    }

    /** Ends it and removes its folder. */
    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        thaw();
        control("stop", "-m", "immediate");
        Folders.remove(folder);
    }

    private void make() throws IOException {
        Files.writeString(passwordFile(), PASSWORD + "\n");
        Files.setPosixFilePermissions(passwordFile(), PosixFilePermissions.fromString("rw-------"));
        makeCertificate();
        if (isRoot()) {
            Shell.run("chown", "-R", unprivileged().orElseThrow(), folder.toString())
                    .requireSuccess();
        }
        run(
                        "initdb",
                        "-D",
                        data(),
                        "-U",
                        user(),
                        "-A",
                        "scram-sha-256",
                        "--pwfile",
                        passwordFile().toString(),
                        "-E",
                        "UTF8",
                        "--no-sync")
                .requireSuccess();
    }

    private void makeCertificate() {
        String request = "req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 2 -subj /CN=localhost"
                + " -addext subjectAltName=DNS:localhost -keyout " + key() + " -out " + certificate();
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(request.split(" ", -1)));
        Shell.run(command.toArray(String[]::new)).requireSuccess();
        Shell.run("chmod", "600", key().toString()).requireSuccess();
    }

    private Path key() {
        return folder.resolve("server.key");
    }

    /** What is lost with the machine is nobody's: these servers' machines do not fail, only their processes. */
    private String options() {
        return "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c ssl=on"
                + " -c ssl_cert_file=" + certificate() + " -c ssl_key_file=" + key();
    }

    private Shell.Result control(String what, String... options) {
        List<String> arguments = new ArrayList<>(List.of(what, "-D", data()));
        arguments.addAll(List.of(options));
        return run("pg_ctl", arguments.toArray(String[]::new));
    }

    /** The server and everything that it has started. */
    private void signal(String name) {
        serverProcess()
                .ifPresent(server -> Stream.concat(Stream.of(server), server.descendants())
                        .forEach(process -> Shell.run("kill", "-" + name, String.valueOf(process.pid()))));
    }

    private Optional<ProcessHandle> serverProcess() {
        try {
            String pid = Files.readAllLines(Path.of(data(), "postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (IOException | IndexOutOfBoundsException notRunning) {
            return Optional.empty();
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Shell.Result run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", unprivileged().orElseThrow(), "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return Shell.run(command.toArray(String[]::new));
    }

    /** Where its programs are: on the path, or where Debian has them, the newest. */
    private static Optional<Path> programs() {
        List<Path> candidates = new ArrayList<>();
        for (String folder : String.valueOf(System.getenv("PATH")).split(":", -1)) {
            candidates.add(Path.of(folder));
        }
        try (Stream<Path> versions = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.empty()) {
            versions.sorted((one, other) -> other.compareTo(one))
                    .map(version -> version.resolve("bin"))
                    .forEach(candidates::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return candidates.stream()
                .filter(folder -> PROGRAMS.stream().allMatch(name -> Files.isExecutable(folder.resolve(name))))
                .findFirst();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Optional<String> unprivileged() {
        return UNPRIVILEGED.stream()
                .filter(user -> Shell.run("id", user).status() == 0)
                .findFirst();
    }
}
