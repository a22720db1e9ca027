package chat.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.client.command.Typing;
import chat.parley.client.connection.ConnectionEvent;
import chat.parley.client.connection.ConnectionEvent.Lost;
import chat.parley.client.connection.ConnectionEvent.Received;
import chat.parley.client.connection.ConnectionEvent.Registered;
import chat.parley.client.connection.ServerAddress;
import chat.parley.client.model.Actions;
import chat.parley.client.model.ChatModel;
import chat.parley.client.model.Effect;
import chat.parley.client.model.Places;
import chat.parley.client.model.Preferences;
import chat.parley.client.model.Prompt;
import chat.parley.client.view.PlainView;
import chat.parley.wire.LineLimits;
import chat.parley.wire.LineParser;
import chat.parley.wire.Parsed;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A whole client without sockets: what the server says and what is typed goes in, what is sent and shown comes out. */
public final class Scenario {
    public static final ServerAddress NODE_1 = new ServerAddress("node-1", 6667);
    public static final ServerAddress NODE_2 = new ServerAddress("node-2", 6667);
    public static final Set<String> ALL = Set.of("echo-message", "labeled-response", "batch", "server-time");

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, UTF_8);
    private final PlainView view = new PlainView(InputStream.nullInputStream(), out, out, ZoneOffset.UTC);
    private final List<String> sent = new ArrayList<>();
    private final List<Effect> others = new ArrayList<>();
    private final ChatModel model;
    private final Typing typing;

    // Mutable state
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    private Scenario(boolean attended, Preferences preferences, String... rooms) {
        model = new ChatModel(List.of(NODE_1, NODE_2), "alice", List.of(rooms), preferences, () -> now);
        typing = new Typing(model, attended);
        model.start();
        carryOut();
    }

    /** A person at a terminal, before there is a server. */
    public static Scenario starting(String... rooms) {
        return new Scenario(true, Preferences.PLAIN, rooms);
    }

    /** A pipe, before there is a server. */
    public static Scenario piped(String... rooms) {
        return new Scenario(false, Preferences.PLAIN, rooms);
    }

    /** A person who chose this, before there is a server. */
    public static Scenario startingWith(Preferences preferences, String... rooms) {
        return new Scenario(true, preferences, rooms);
    }

    /** A person at a full screen, before there is a server. */
    public static Scenario startingFull(String... rooms) {
        return new Scenario(true, Preferences.FULL, rooms);
    }

    /** alice is in the rooms with nobody else, and has nothing on the screen. */
    public static Scenario online(String... rooms) {
        return starting(rooms).connect(ALL).enter(rooms).clear();
    }

    /** The same on a server of the old kind. */
    public static Scenario onlineWithoutEcho(String... rooms) {
        return starting(rooms).connect(Set.of()).enter(rooms).clear();
    }

    public Scenario connect(Set<String> capabilities) {
        return event(new Registered(NODE_1, "alice", capabilities))
                .hear(":srv 005 alice CASEMAPPING=ascii CHANTYPES=# PREFIX=(ov)@+ CHANMODES=b,k,l,imnst :are supported")
                .hear(":srv 422 alice :No message of the day");
    }

    public Scenario enter(String... rooms) {
        for (String room : rooms) {
            hear(
                    ":alice!parley@host JOIN " + room,
                    ":srv 353 alice = " + room + " :alice",
                    ":srv 366 alice " + room + " :End");
        }
        return this;
    }

    public Scenario hear(String... lines) {
        for (String line : lines) {
            if (!(LineParser.parse(line, LineLimits.FROM_SERVER) instanceof Parsed.Ok ok)) {
                throw new IllegalArgumentException("the script has a line that is none: " + line);
            }
            event(new Received(ok.line()));
        }
        return this;
    }

    public Scenario lose(String reason) {
        return event(new Lost(NODE_1, reason));
    }

    public Scenario event(ConnectionEvent event) {
        model.on(event);
        typing.settle();
        carryOut();
        return this;
    }

    public Scenario type(String... lines) {
        for (String line : lines) {
            typing.typed(line);
            typing.settle();
            carryOut();
        }
        return this;
    }

    public Scenario endInput() {
        typing.end();
        carryOut();
        return this;
    }

    public Scenario pass(Duration time) {
        now = now.plus(time);
        model.tick();
        carryOut();
        return this;
    }

    /** Forgets what was sent, shown and asked for so far. */
    public Scenario clear() {
        screen.reset();
        sent.clear();
        others.clear();
        return this;
    }

    /** The lines on the screen without their time. */
    public List<String> shown() {
        return screenLines().stream()
                .map(line -> line.substring("12:00:00 ".length()))
                .toList();
    }

    /** The lines on the screen as they are. */
    public List<String> screenLines() {
        String text = screen.toString(UTF_8);
        return text.isEmpty()
                ? List.of()
                : Arrays.asList(text.split("\n", -1))
                        .subList(0, (int) text.lines().count());
    }

    /** What went to the server. */
    public List<String> sent() {
        return sent;
    }

    /** What is to be done that is neither sent nor shown. */
    public List<Effect> effects() {
        return others;
    }

    public ChatModel model() {
        return model;
    }

    /** Does what a key does. */
    public Scenario act(Consumer<Actions> action) {
        action.accept(model.actions());
        carryOut();
        return this;
    }

    /** Goes or looks somewhere. */
    public Scenario go(Consumer<Places> step) {
        step.accept(model.places());
        carryOut();
        return this;
    }

    public Prompt prompt() {
        return model.prompt();
    }

    private void carryOut() {
        for (Effect effect : model.takeEffects()) {
            if (effect instanceof Effect.Show show) {
                view.show(show.happening());
            } else if (effect instanceof Effect.Send send) {
                sent.add(send.line().toString());
            } else {
                others.add(effect);
            }
        }
    }
}
