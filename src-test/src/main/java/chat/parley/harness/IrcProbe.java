package chat.parley.harness;

import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A person with an IRC client, in a test. Everything that the server says is kept in order; {@link #expect} reads on from where the last one
 * stopped, and waits until the line comes or {@link #PATIENCE} is over. Nothing sleeps: where a test must know that something did <i>not</i> come,
 * it asks for a PONG with {@link #sync()}, which the server sends after everything that was asked before, and looks at what was said until then.
 *
 * <pre>{@code
 * try (IrcProbe ann = cluster.node(0).connect("ann"); IrcProbe bob = cluster.node(1).connect("bob")) {
 *     ann.join("#lobby");
 *     bob.join("#lobby");
 *     ann.say("#lobby", "hello");
 *     bob.expect(message("ann", "#lobby", "hello"));
 * }
 * }</pre>
 *
 * For one testing thread.
 */
public final class IrcProbe implements AutoCloseable {
    /** How long a line may take; a test that waits for it has failed anyhow. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a test asks for unless it says otherwise: enough to see everything that a modern client sees. */
    public static final String USUAL_CAPABILITIES =
            "message-tags server-time echo-message labeled-response batch standard-replies";

    private static final AtomicLong TOKENS = new AtomicLong();
    private static final int LINES_SHOWN = 25;

    private final IrcConnection connection;
    private final List<Line> lines = new ArrayList<>();

    // Mutable state
    private String nick;
    private int cursor;
    private boolean closed;

    private IrcProbe(InetSocketAddress address, String nick) throws IOException {
        this.nick = nick;
        this.connection = IrcConnection.open(address, nick, new Incoming());
    }

    /** Connects and says nothing yet. */
    public static IrcProbe open(InetSocketAddress address, String nick) {
        try {
            return new IrcProbe(address, nick);
        } catch (IOException e) {
            throw new UncheckedIOException(nick + " could not connect to " + address, e);
        }
    }

    /** Connects and registers with {@link #USUAL_CAPABILITIES}. */
    public static IrcProbe connect(InetSocketAddress address, String nick) {
        return open(address, nick).register(USUAL_CAPABILITIES);
    }

    /** Registers under this probe's nick, with these capabilities (separated by spaces; may be empty), and waits for the end of the greeting. */
    public IrcProbe register(String capabilities) {
        if (!capabilities.isEmpty()) {
            send("CAP LS 302");
            send("CAP REQ :" + capabilities);
        }
        send("NICK " + nick);
        send("USER " + nick + " 0 * :" + nick + " of the tests");
        if (!capabilities.isEmpty()) {
            expect(LineMatch.command("CAP").and("ACK", line -> "ACK".equals(line.param(1))));
            send("CAP END");
        }
        expect(LineMatch.numeric(Numeric.RPL_WELCOME));
        expect(new LineMatch(
                "the end of MOTD",
                line -> line.command().equals(Numeric.RPL_ENDOFMOTD.code())
                        || line.command().equals(Numeric.ERR_NOMOTD.code())));
        return this;
    }

    public String nick() {
        return nick;
    }

    /** Sends a line, without its end. */
    public void send(String line) {
        connection.send(line);
    }

    /** Sends bytes that may be no line at all. */
    public void send(byte[] bytes) {
        connection.send(bytes);
    }

    /** Joins a room and waits until the server has told who is there. */
    public IrcProbe join(String room) {
        send("JOIN " + room);
        expect(LineMatch.by(nick, "JOIN", room));
        expect(LineMatch.numeric(Numeric.RPL_ENDOFNAMES, room));
        return this;
    }

    /** Leaves a room and waits until that is done. */
    public void part(String room) {
        send("PART " + room);
        expect(LineMatch.by(nick, "PART", room));
    }

    /** Says something to a room or a person; does not wait. */
    public void say(String target, String text) {
        send("PRIVMSG " + target + " :" + text);
    }

    /** Says something and waits until the server has taken it: its own copy (IRCv3 echo-message) has come. */
    public void sayAndWait(String target, String text) {
        say(target, text);
        expect(LineMatch.message(nick, target, text));
    }

    /** Takes another name and waits until that is done. */
    public void rename(String newNick) {
        send("NICK " + newNick);
        expect(LineMatch.by(nick, "NICK", newNick));
        nick = newNick;
    }

    /** Who the server says is in a room, with the signs of their roles, as often as it says it. */
    public List<String> names(String room) {
        send("NAMES " + room);
        List<String> names = new ArrayList<>();
        for (Line line : until(LineMatch.numeric(Numeric.RPL_ENDOFNAMES, room))) {
            if (line.command().equals(Numeric.RPL_NAMREPLY.code()) && room.equals(line.param(2))) {
                names.addAll(List.of(String.valueOf(line.param(3)).trim().split(" ", -1)));
            }
        }
        return names;
    }

    /** Asks for a PONG and gives everything that was said before it. */
    public List<Line> sync() {
        String token = "sync-" + TOKENS.incrementAndGet();
        send("PING " + token);
        List<Line> said =
                until(LineMatch.command("PONG").and(token, line -> line.params().contains(token)));
        return said.subList(0, said.size() - 1);
    }

    /** Waits for a line, passing over others. */
    public Line expect(LineMatch match) {
        List<Line> passed = until(match);
        return passed.get(passed.size() - 1);
    }

    /** Waits for a line and gives all from the last expected one up to it. */
    public List<Line> until(LineMatch match) {
        return until(match, PATIENCE);
    }

    /** Waits until each of these has come, in whatever order, and gives all from the last expected line up to the last of them. */
    public List<Line> untilAll(List<LineMatch> matches) {
        List<LineMatch> missing = new ArrayList<>(matches);
        List<Line> passed = new ArrayList<>();
        while (!missing.isEmpty()) {
            passed.addAll(until(missing.stream().reduce(LineMatch::or).orElseThrow()));
            Line found = passed.get(passed.size() - 1);
            missing.removeIf(match -> match.matches(found));
        }
        return passed;
    }

    public List<Line> until(LineMatch match, Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        synchronized (lines) {
            for (int i = cursor; ; i++) {
                if (!awaitLine(i, deadlineNanos)) {
                    throw missing(match, patience);
                }
                if (match.matches(lines.get(i))) {
                    List<Line> passed = List.copyOf(lines.subList(cursor, i + 1));
                    cursor = i + 1;
                    return passed;
                }
            }
        }
    }

    /** Waits until the server closes the connection and gives what it still said. */
    public List<Line> untilClosed() {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lines) {
            int next = lines.size();
            while (awaitLine(next, deadlineNanos)) {
                next = lines.size();
            }
            if (!closed) {
                throw new AssertionError(nick + " expected the server to close within " + PATIENCE.toSeconds() + " s");
            }
            List<Line> rest = List.copyOf(lines.subList(cursor, lines.size()));
            cursor = lines.size();
            return rest;
        }
    }

    /** All that was said since the connection was opened, whether it was expected or not. */
    public List<Line> everything() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The texts of all messages to a room since the connection was opened, in the order in which they came. */
    public List<String> heard(String room) {
        return everything().stream()
                .filter(line -> line.command().equals("PRIVMSG") && room.equals(line.param(0)))
                .map(line -> String.valueOf(line.param(1)))
                .toList();
    }

    /** Ends politely and waits until the server has closed; does nothing where it has closed already. */
    public void quit(String reason) {
        try {
            send("QUIT :" + reason);
            untilClosed();
        } finally {
            connection.close();
        }
    }

    /** Drops the connection without a word. */
    @Override
    public void close() {
        connection.close();
    }

    /** Whether there is a line with this index; false when the deadline is over or the connection closed before it. */
    private boolean awaitLine(int index, long deadlineNanos) {
        while (lines.size() <= index) {
            long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (closed || leftMillis <= 0) {
                return false;
            }
            try {
                lines.wait(leftMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private AssertionError missing(LineMatch match, Duration patience) {
        StringBuilder text = new StringBuilder(nick)
                .append(" expected ")
                .append(match)
                .append(closed ? " before the server closed" : " within " + patience.toSeconds() + " s")
                .append("; since the last line that was expected came:");
        int from = Math.max(cursor, lines.size() - LINES_SHOWN);
        text.append(from > cursor ? "\n  ... " + (from - cursor) + " more" : from == lines.size() ? " nothing" : "");
        lines.subList(from, lines.size()).forEach(line -> text.append("\n  ").append(line));
        return new AssertionError(text.toString());
    }

    private final class Incoming implements IrcConnection.Listener {
        @Override
        public void line(Line line) {
            synchronized (lines) {
                lines.add(line);
                lines.notifyAll();
            }
        }

        @Override
        public void closed() {
            synchronized (lines) {
                closed = true;
                lines.notifyAll();
            }
        }
    }
}
