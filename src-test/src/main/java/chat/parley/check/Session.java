package chat.parley.check;

import chat.parley.harness.IrcConnection;
import chat.parley.harness.LineMatch;
import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one person: everything that is said and heard on it is recorded in the thread that reads, at the time when it came. What the
 * person must answer to waits in {@link #next}.
 */
final class Session implements IrcConnection.Listener {
    private static final String CAPABILITIES = "message-tags server-time echo-message labeled-response batch";

    private final Ground ground;
    private final String name;
    private final int node;
    private final BlockingQueue<Optional<Line>> answers = new LinkedBlockingQueue<>();
    private final Set<String> unconfirmed = ConcurrentHashMap.newKeySet();
    private final Set<String> joined = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<List<String>>> namesAsked = new ConcurrentHashMap<>();
    private final IrcConnection connection;

    // Mutable state
    private volatile String nick;
    private volatile boolean open = true;
    private volatile String lastWords = "";
    private boolean registered;
    private List<String> namesSoFar = new ArrayList<>();

    private Session(Ground ground, String name, String person, int node) throws IOException {
        this.ground = ground;
        this.name = name;
        this.node = node;
        this.nick = person;
        ground.recorder().record(at -> new Event.Connected(at, name, person, node));
        try {
            this.connection = IrcConnection.open(ground.nodes().get(node), name, this);
        } catch (IOException e) {
            ended(e.toString());
            throw e;
        }
    }

    /** Connects; null where nobody listens. */
    static @Nullable Session open(Ground ground, String name, String person, int node) {
        try {
            return new Session(ground, name, person, node);
        } catch (IOException nobody) {
            return null;
        }
    }

    String name() {
        return name;
    }

    int node() {
        return node;
    }

    String nick() {
        return nick;
    }

    boolean isOpen() {
        return open;
    }

    boolean isInAllRooms() {
        return open && joined.containsAll(ground.rooms());
    }

    /** Texts that were sent and have not come back. */
    Set<String> unconfirmed() {
        return unconfirmed;
    }

    void greet() {
        send("CAP REQ :" + CAPABILITIES);
        send("NICK " + nick);
        send("USER " + nick + " 0 * :" + nick);
        send("CAP END");
    }

    void joinAll() {
        send("JOIN " + String.join(",", ground.rooms()));
    }

    /** Says something that nobody ever said before; the label ties a refusal to it (IRCv3 labeled-response). */
    void say(String room, String text) {
        unconfirmed.add(text);
        ground.recorder().record(at -> new Event.Sent(at, name, room, text));
        send("@label=" + text + " PRIVMSG " + room + " :" + text);
    }

    /** Asks for another name; the present one may be free from now on. */
    void rename(String newNick) {
        String old = nick;
        ground.recorder().record(at -> new Event.NameGivenUp(at, name, old));
        send("NICK " + newNick);
    }

    /** Leaves of one's own accord. */
    void quit() {
        String old = nick;
        ground.recorder().record(at -> new Event.Leaving(at, name));
        ground.recorder().record(at -> new Event.NameGivenUp(at, name, old));
        send("QUIT :going home");
    }

    /** Who the node says is in the room, without the signs of their roles. */
    CompletableFuture<List<String>> names(String room) {
        CompletableFuture<List<String>> names = new CompletableFuture<>();
        namesAsked.put(room, names);
        send("NAMES " + room);
        return names;
    }

    void send(String line) {
        try {
            connection.send(line);
        } catch (UncheckedIOException gone) {
            // The reading thread finds out by itself, and tells.
        }
    }

    void close() {
        connection.close();
    }

    /** The next line that asks for something to be done; empty when none came in time or the connection is gone. */
    Optional<Line> next(long millis) throws InterruptedException {
        Optional<Line> line = answers.poll(millis, TimeUnit.MILLISECONDS);
        return line == null ? Optional.empty() : line;
    }

    @Override
    public void line(Line line) {
        switch (line.command()) {
            case "PRIVMSG" -> heard(line);
            case "JOIN" -> joined(line);
            case "NICK" -> renamed(line);
            case "PART", "KICK", "QUIT" -> left(line);
            case "ERROR" -> lastWords = line.toString();
            case "PING" -> {}
            default -> other(line);
        }
    }

    @Override
    public void closed() {
        open = false;
        ended(lastWords);
        answers.add(Optional.empty());
    }

    private void heard(Line line) {
        String text = String.valueOf(line.param(1));
        unconfirmed.remove(text);
        ground.recorder()
                .record(at -> new Event.Heard(
                        at,
                        name,
                        String.valueOf(line.param(0)),
                        String.valueOf(LineMatch.nickOf(line)),
                        text,
                        line.tags().get("msgid")));
    }

    private void joined(Line line) {
        String room = line.param(0);
        if (room != null && nick.equals(LineMatch.nickOf(line))) {
            ground.recorder().record(at -> new Event.Joined(at, name, room));
            joined.add(room);
            answers.add(Optional.of(line));
        } else if (room != null) {
            String who = String.valueOf(LineMatch.nickOf(line));
            ground.recorder().record(at -> new Event.SeenJoining(at, name, room, who));
        }
    }

    private void left(Line line) {
        String room = line.command().equals("QUIT") ? null : line.param(0);
        String who = String.valueOf(line.command().equals("KICK") ? line.param(1) : LineMatch.nickOf(line));
        ground.recorder().record(at -> new Event.SeenLeaving(at, name, room, who));
    }

    private void renamed(Line line) {
        String newNick = line.param(0);
        if (newNick != null && nick.equals(LineMatch.nickOf(line))) {
            taken(newNick);
            answers.add(Optional.of(line));
        }
    }

    private void taken(String newNick) {
        nick = newNick;
        ground.recorder().record(at -> new Event.NameTaken(at, name, newNick));
    }

    private void other(Line line) {
        String label = line.tags().get("label");
        if (line.command().equals(Numeric.RPL_NAMREPLY.code())) {
            namesSoFar.addAll(List.of(String.valueOf(line.param(3)).trim().split(" ", -1)));
        } else if (line.command().equals(Numeric.RPL_ENDOFNAMES.code())) {
            endOfNames(String.valueOf(line.param(1)));
        } else if (label != null) {
            unconfirmed.remove(label);
            ground.recorder().record(at -> new Event.Refused(at, name, label, line.toString()));
        } else {
            confirmName(line);
            answers.add(Optional.of(line));
        }
    }

    /** The welcome, or a refusal of another name, which says what one is still called. */
    private void confirmName(Line line) {
        String addressed = String.valueOf(line.param(0));
        if (line.command().equals(Numeric.RPL_WELCOME.code())) {
            registered = true;
            taken(addressed);
        } else if (registered && line.command().equals(Numeric.ERR_NICKNAMEINUSE.code())) {
            taken(addressed);
        }
    }

    private void endOfNames(String room) {
        List<String> names = namesSoFar.stream()
                .map(named -> named.replaceFirst("^[@+]+", ""))
                .toList();
        namesSoFar = new ArrayList<>();
        CompletableFuture<List<String>> asked = namesAsked.remove(room);
        if (asked != null) {
            ground.recorder().record(at -> new Event.Names(at, name, room, names));
            asked.complete(names);
        }
    }

    private void ended(String words) {
        ground.recorder().record(at -> new Event.Ended(at, name, words));
    }
}
