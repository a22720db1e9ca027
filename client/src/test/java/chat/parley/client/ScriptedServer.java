package chat.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import chat.parley.client.connection.ServerAddress;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A server on a real socket that does what a test tells it, line by line. Waits for what the client sends, never for time;
 * a client that sends nothing fails the test after {@link #PATIENCE_MILLIS}.
 */
public final class ScriptedServer implements Closeable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String ALL_CAPABILITIES =
            "message-tags server-time batch labeled-response echo-message multi-prefix sasl=PLAIN";

    private final ServerSocket listener;
    private final List<Peer> peers = new ArrayList<>();

    private ScriptedServer(ServerSocket listener) throws IOException {
        this.listener = listener;
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Listens on a free port. */
    public static ScriptedServer start() throws IOException {
        return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** Takes over a socket that listens already, such as one that speaks TLS. */
    public static ScriptedServer on(ServerSocket listener) throws IOException {
        return new ScriptedServer(listener);
    }

    /** An address where nothing listens. */
    public static ServerAddress nowhere() throws IOException {
        try (ScriptedServer gone = start()) {
            return gone.address();
        }
    }

    public ServerAddress address() {
        return new ServerAddress("127.0.0.1", listener.getLocalPort());
    }

    /** The next client that connects. */
    public Peer accept() throws IOException {
        Peer peer = new Peer(listener.accept());
        peers.add(peer);
        return peer;
    }

    /** The next client, let in with every capability. */
    public Peer welcome(String nick) throws IOException {
        return accept().register(nick, ALL_CAPABILITIES);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Peer peer : peers) {
            peer.close();
        }
    }

    /** One client, seen from the server. */
    public static final class Peer implements Closeable {
        private final Socket socket;
        private final BufferedReader lines;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        /** The next line that the client sends. */
        public String next() throws IOException {
            return requireNonNull(lines.readLine(), "the client closed the connection");
        }

        /** Reads up to the first line that begins so, and returns it. */
        public String expect(String beginning) throws IOException {
            String line = next();
            while (!line.startsWith(beginning)) {
                line = next();
            }
            return line;
        }

        /** Reads up to the first line that has this in it, behind its tags. */
        public String expectIn(String part) throws IOException {
            String line = next();
            while (!line.contains(part)) {
                line = next();
            }
            return line;
        }

        public Peer send(String... toSend) throws IOException {
            for (String line : toSend) {
                sendBytes((line + "\r\n").getBytes(UTF_8));
            }
            return this;
        }

        public void sendBytes(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** From CAP LS to the end of the greeting. */
        public Peer register(String nick, String capabilities) throws IOException {
            expect("USER ");
            send(":irc.test CAP * LS :" + capabilities);
            String request = next();
            if (request.startsWith("CAP REQ :")) {
                send(":irc.test CAP " + nick + " ACK :" + request.substring("CAP REQ :".length()));
                expect("CAP END");
            }
            return send(
                    ":irc.test 001 " + nick + " :Welcome",
                    ":irc.test 005 " + nick + " CASEMAPPING=ascii CHANTYPES=# PREFIX=(ov)@+ :are supported",
                    ":irc.test 422 " + nick + " :No message of the day");
        }

        /** Lets the client into the room that it asks for. */
        public Peer admit(String nick, String room, String names) throws IOException {
            expect("JOIN " + room);
            return send(
                    ":" + nick + "!parley@127.0.0.1 JOIN " + room,
                    ":irc.test 353 " + nick + " = " + room + " :" + names,
                    ":irc.test 366 " + nick + " " + room + " :End");
        }

        /** Takes one message and gives it back, as echo-message asks. */
        public String echo(String nick) throws IOException {
            String line = expectIn("PRIVMSG ");
            String tags = line.startsWith("@") ? line.substring(0, line.indexOf(' ') + 1) : "";
            String message = line.substring(tags.length());
            send(tags + ":" + nick + "!parley@127.0.0.1 " + message);
            return message;
        }

        /** The client is gone when this returns. */
        public void expectEnd() throws IOException {
            while (lines.readLine() != null) {
                // What it still says does not matter.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
