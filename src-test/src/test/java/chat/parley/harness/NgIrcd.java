package chat.parley.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's ngIRCd on a free port: a server of the old kind, without echo, labels, ids or times. */
public final class NgIrcd implements AutoCloseable {
    private static final String PROGRAM = "ngircd";
    private static final int POLL_MILLIS = 50;
    private static final int POLLS = 200;

    private final InetSocketAddress address;
    private final Process process;

    private NgIrcd(InetSocketAddress address, Process process) {
        this.address = address;
        this.process = process;
    }

    public static boolean isInstalled() {
        return Shell.has(PROGRAM);
    }

    public static NgIrcd start(Path folder) {
        int port = Ports.free();
        try {
            Path config = Files.writeString(folder.resolve("ngircd.conf"), config(port));
            Path log = folder.resolve("ngircd.log");
            Process process = new ProcessBuilder(PROGRAM, "--nodaemon", "--config", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            NgIrcd server = new NgIrcd(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), process);
            server.awaitReady(log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        for (int poll = 0; poll < POLLS; poll++) {
            try (Socket socket = new Socket()) {
                socket.connect(address);
                return;
            } catch (IOException notYet) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        close();
        throw new AssertionError("ngIRCd did not start:\n" + Files.readString(log));
    }

    private static String config(int port) {
        return """
                [Global]
                    Name = old.parley.test
                    Info = old
                    Listen = 127.0.0.1
                    Ports = %d
                    MotdPhrase = welcome
                [Limits]
                    MaxConnectionsIP = 0
                [Options]
                    DNS = no
                    Ident = no
                    PAM = no
                """.formatted(port);
    }
}
