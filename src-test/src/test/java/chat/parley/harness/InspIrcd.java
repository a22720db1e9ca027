package chat.parley.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's InspIRCd on a free port: a server that we did not write, to prove by what we prove ours with, and our client. */
public final class InspIrcd implements AutoCloseable {
    private static final String PROGRAM = "/usr/sbin/inspircd";
    private static final int POLL_MILLIS = 50;
    private static final int POLLS = 200;

    private final InetSocketAddress address;
    private final Process process;

    private InspIrcd(InetSocketAddress address, Process process) {
        this.address = address;
        this.process = process;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(Path.of(PROGRAM));
    }

    public static InspIrcd start(Path folder) {
        int port = Ports.free();
        try {
            Path config = Files.writeString(folder.resolve("inspircd.conf"), config(folder, port));
            Process process = new ProcessBuilder(
                            PROGRAM, "--nofork", "--nopid", "--runasroot", "--config", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("inspircd.log").toFile())
                    .start();
            InspIrcd server = new InspIrcd(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), process);
            server.awaitReady(folder);
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

    private void awaitReady(Path folder) throws IOException, InterruptedException {
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
        throw new AssertionError("InspIRCd did not start:\n" + Files.readString(folder.resolve("inspircd.log")));
    }

    private static String config(Path folder, int port) {
        return """
                <server name="peer.parley.test" description="peer" id="1AA" network="peer">
                <admin name="peer" nick="peer" email="peer@parley.test">
                <bind address="127.0.0.1" port="%d" type="clients">
                <connect allow="*" timeout="30" pingfreq="120" localmax="1000" globalmax="1000" threshold="100000"
                    commandrate="100000" fakelag="no" hardsendq="8388608" softsendq="4194304" recvq="65536">
                <class name="c"> <type name="t" classes="c">
                <options prefixquit="" syntaxhints="no">
                <performance softlimit="1000">
                <path configdir="%2$s" datadir="%2$s" logdir="%2$s" moduledir="/usr/lib/inspircd/modules" runtimedir="%2$s">
                <log method="file" type="*" level="default" target="%2$s/server.log">
                <module name="cap"> <module name="ircv3"> <module name="ircv3_batch"> <module name="ircv3_echomessage">
                <module name="ircv3_labeledresponse"> <module name="ircv3_msgid"> <module name="ircv3_servertime">
                <module name="ircv3_ctctags">
                """.formatted(port, folder);
    }
}
