package chat.parley.client.model;

import chat.parley.client.connection.ConnectionEvent;
import chat.parley.client.connection.ConnectionEvent.Lost;
import chat.parley.client.connection.ConnectionEvent.Received;
import chat.parley.client.connection.ConnectionEvent.Refused;
import chat.parley.client.connection.ConnectionEvent.Registered;
import chat.parley.client.connection.ConnectionEvent.StillTrying;
import chat.parley.client.connection.ConnectionEvent.Unreachable;
import chat.parley.client.connection.Plan;
import chat.parley.client.connection.Route;
import chat.parley.client.connection.ServerAddress;
import chat.parley.client.model.State.Phase;
import chat.parley.wire.Isupport;
import chat.parley.wire.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The whole client without sockets and screens: events in, {@link Effect}s out. One thread owns it; what a call brought
 * about is fetched with {@link #takeEffects}.
 */
public final class ChatModel {
    /** How long a server may take to say goodbye. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    /** How long the end of the input waits while nothing comes from the server. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(30);

    private static final Duration CONNECTING_IS_TOLD = Duration.ofSeconds(3);

    private final List<ServerAddress> servers;
    private final Route route;
    private final State state;
    private final Effects effects;
    private final Outgoing outgoing;
    private final Handlers handlers = new Handlers();
    private final MessageLines messages;
    private final ReplyLines replies;
    private final Actions actions;
    private final Places places;
    private final History history;
    private final ReadMarks readMarks;
    private final Typists typists;
    private final Latency latency;

    // Mutable state
    private Instant phaseSince;
    private Instant lastHeard;
    private boolean slownessTold;
    private boolean searchTold;
    private boolean inputEnded;
    private String lossReason = "";

    /** Begins offline.
     *
     * @param rooms to go into, the first of which typed text goes to */
    public ChatModel(
            List<ServerAddress> servers,
            String nick,
            List<String> rooms,
            Preferences preferences,
            InstantSource clock) {
        this.servers = List.copyOf(servers);
        this.route = new Route(servers);
        this.state = new State(nick, preferences);
        this.effects = new Effects(clock, state.conversations::file);
        this.outgoing = new Outgoing(state, effects);
        this.messages = new MessageLines(state, effects, outgoing, handlers);
        this.replies = new ReplyLines(state, effects, outgoing, messages, handlers);
        this.history = new History(state, effects, messages);
        this.readMarks = new ReadMarks(state, effects, handlers);
        this.typists = new Typists(state, effects, handlers);
        this.latency = new Latency(state, effects);
        this.places = new Places(state, effects, history);
        this.actions = new Actions(state, effects, outgoing, history, places);
        new RoomLines(state, effects, history, handlers);
        this.phaseSince = clock.instant();
        this.lastHeard = phaseSince;
        rooms.forEach(state::roomOrNew);
        rooms.forEach(state.conversations::of);
        preferences.mutedRooms().forEach(room -> state.muted.add(state.fold(room)));
        state.current = rooms.isEmpty() ? null : rooms.get(0);
    }

    /** Looks for a server. */
    public void start() {
        effects.add(new Effect.Connect(route.first(state.nick)));
    }

    /** What was brought about since the last call, in this order. */
    public List<Effect> takeEffects() {
        return effects.take();
    }

    /** Where a person is and goes. */
    public Places places() {
        return places;
    }

    /** What a person can do. */
    public Actions actions() {
        return actions;
    }

    public Prompt prompt() {
        String place = state.current == null ? "" : state.current;
        return new Prompt(
                state.nick,
                place,
                state.phase == Phase.ONLINE ? "" : state.phase.name().toLowerCase(Locale.ROOT));
    }

    /** Whether a server is there. */
    public boolean isOnline() {
        return state.phase == Phase.ONLINE;
    }

    /** Whether a server is there and answered for all rooms that one asked to go into. */
    public boolean isSettled() {
        return isOnline() && state.joining.isEmpty();
    }

    public void on(ConnectionEvent event) {
        lastHeard = effects.now();
        if (event instanceof Received received) {
            onLine(received.line());
        } else if (event instanceof Registered registered) {
            onRegistered(registered);
        } else if (event instanceof Lost lost) {
            onLost(lost);
        } else if (event instanceof StillTrying trying) {
            searchTold = true;
            effects.tellOfLink(
                    "the connection was lost (" + lossReason + "); no server answers yet: " + trying.reason());
        } else if (event instanceof Refused refused) {
            end(ExitCode.REFUSED, refused.server() + " refused: " + refused.reason());
        } else if (event instanceof Unreachable unreachable) {
            end(ExitCode.UNREACHABLE, "no server could be reached: " + unreachable.reasons());
        }
    }

    private void end(int exitCode, String text) {
        effects.problem(text);
        effects.add(new Effect.Leave(exitCode));
    }

    private void onLine(Line line) {
        if (line.command().equals("ERROR")) {
            return; // The loss that follows tells its text.
        }
        if (history.takes(line) || latency.takes(line)) {
            return;
        }
        if (!handlers.handle(line)) {
            replies.other(line);
        }
    }

    private void onRegistered(Registered registered) {
        boolean again = state.phase == Phase.RECONNECTING;
        String wanted = state.nick;
        state.nick = registered.nick();
        state.server = registered.server();
        state.away = null;
        state.absent.clear();
        state.capabilities = new LinkedHashSet<>(registered.capabilities());
        state.isupport(Isupport.DEFAULTS);
        state.greeted = false;
        phase(Phase.ONLINE);
        route.entered(phaseSince);
        if (again) {
            String why = searchTold ? "" : "the connection was lost (" + lossReason + "); ";
            effects.tellOfLink(why + "now on " + registered.server());
            history.connectedAgain();
        } else {
            effects.tellOfLink("connected to " + registered.server() + " as " + state.nick);
        }
        if (!state.isMe(wanted)) {
            effects.problem(
                    wanted + " is still held; you are " + state.nick + " now. /nick " + wanted + " takes it back");
        }
        state.rooms().forEach(actions::enter);
    }

    private void onLost(Lost lost) {
        messages.connectionLost();
        history.connectionLost();
        latency.connectionLost();
        if (state.phase == Phase.LEAVING) {
            effects.add(new Effect.Finish(state.exitCode));
            return;
        }
        lossReason = lost.reason();
        searchTold = false;
        Plan next = route.after(lost, state.nick, effects.now());
        if (next == null) {
            end(ExitCode.FAILED, lost.server() + " lets us in and drops us again: " + lossReason);
            return;
        }
        state.joining.clear();
        state.rooms().forEach(Room::connectionLost);
        phase(Phase.RECONNECTING);
        effects.add(new Effect.Connect(next));
    }

    private void phase(Phase phase) {
        state.phase = phase;
        phaseSince = effects.now();
    }

    /** Says goodbye; the program ends when the server closed, or soon anyhow. */
    public void leave(@Nullable String reason) {
        if (state.phase != Phase.ONLINE) {
            outgoing.lost();
            effects.add(new Effect.Finish(state.exitCode));
            return;
        }
        readMarks.tell();
        phase(Phase.LEAVING);
        effects.send(reason == null ? Line.of("QUIT") : Line.of("QUIT", reason));
    }

    /** No more is typed: everything that was is waited for, then the program ends. */
    public void endInput() {
        inputEnded = true;
        lastHeard = effects.now();
        leaveWhenDone();
    }

    /** To be called after each event. */
    public void leaveWhenDone() {
        if (inputEnded && isSettled() && outgoing.isEmpty()) {
            leave(null);
        }
    }

    /** What a screen shows of all this. */
    public Overview overview() {
        return new Overview(state, effects);
    }

    /** What one types has changed. */
    public void typing(boolean isMessage) {
        typists.typed(isMessage);
    }

    /** To be called about once a second. */
    public void tick() {
        Instant now = effects.now();
        readMarks.tell();
        latency.measure();
        if (state.phase == Phase.LEAVING && phaseSince.plus(GOODBYE).isBefore(now)) {
            outgoing.lost();
            effects.add(new Effect.Finish(state.exitCode));
        } else if (inputEnded && isOnline() && lastHeard.plus(LAST_ANSWER).isBefore(now)) {
            outgoing.lost();
            end(ExitCode.FAILED, "the server has not answered for " + LAST_ANSWER.toSeconds() + " s");
        } else if (state.phase == Phase.CONNECTING
                && !slownessTold
                && phaseSince.plus(CONNECTING_IS_TOLD).isBefore(now)) {
            slownessTold = true;
            effects.tellOfLink(
                    "connecting to " + servers.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
    }
}
