package chat.parley.client.script;

import static java.util.Objects.requireNonNull;

import chat.parley.client.connection.Connection;
import chat.parley.client.connection.ConnectionEvent;
import chat.parley.client.connection.ConnectionEvent.Lost;
import chat.parley.client.connection.ConnectionEvent.Received;
import chat.parley.client.connection.ConnectionEvent.Refused;
import chat.parley.client.connection.ConnectionEvent.Registered;
import chat.parley.client.connection.ConnectionEvent.StillTrying;
import chat.parley.client.connection.ConnectionEvent.Unreachable;
import chat.parley.client.connection.Dialer;
import chat.parley.client.connection.Plan;
import chat.parley.client.connection.Route;
import chat.parley.client.model.ExitCode;
import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link Errand} in the caller's thread: finds a server, goes into the room, comes back after a loss, and leaves in
 * the end. The connection's thread and the input's put into its queue and share nothing else with it.
 */
final class Session {
    /** Events that may wait; whoever is faster than the errand waits. */
    private static final int QUEUE_EVENTS = 1024;

    private static final int TICK_MILLIS = 500;
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Dialer dialer;
    private final Route route;
    private final boolean anyNick;
    private final Errand errand;
    private final Consumer<String> words;
    private final InstantSource clock;
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE_EVENTS);

    // Mutable state
    private String nick;
    private @Nullable Connection connection;
    private @Nullable Stay stay;
    private boolean isReady;
    private Instant enteringSince = Instant.MAX;
    private String lossReason = "";
    private @Nullable Integer exitCode;
    private boolean hasLeft;

    /** Connects to nothing yet.
     *
     * @param anyNick whether a similar nick will do
     * @param words gets what a person who watches should know */
    Session(
            Dialer dialer,
            Route route,
            String nick,
            boolean anyNick,
            Errand errand,
            Consumer<String> words,
            InstantSource clock) {
        this.dialer = dialer;
        this.route = route;
        this.nick = nick;
        this.anyNick = anyNick;
        this.errand = errand;
        this.words = words;
        this.clock = clock;
    }

    /** Lets the session's thread do something; waits while it has too much to do. */
    void put(Runnable event) {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs until the errand is over, and tells its {@link ExitCode}. */
    int run() {
        CountDownLatch over = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leaveBefore(over), "parley-goodbye"));
        connect(route.first(nick));
        try {
            while (exitCode == null) {
                step();
            }
            leave();
            return exitCode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        } finally {
            requireNonNull(connection).close();
            over.countDown();
        }
    }

    /** Ctrl-C ends the program, and not before goodbye was said. */
    private void leaveBefore(CountDownLatch over) {
        // A queue that is full is behind anyhow; then the server learns it from the connection.
        if (over.getCount() > 0 && queue.offer(() -> end(ExitCode.FAILED))) {
            try {
                var unused = over.await(GOODBYE.toMillis() + TICK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void step() throws InterruptedException {
        Runnable event = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        if (event != null) {
            event.run();
        }
        if (stay != null && exitCode == null) {
            onTime(clock.instant());
        }
    }

    private void onTime(Instant now) {
        if (isReady) {
            errand.tick(now);
        }
        Instant since = isReady ? errand.waitingSince() : enteringSince;
        if (since != null && since.plus(ANSWER).isBefore(now)) {
            words.accept("the server has not answered for " + ANSWER.toSeconds() + " s");
            errand.giveUp();
            end(ExitCode.FAILED);
        }
    }

    /** Says goodbye; the server closes, or it takes too long. */
    private void leave() throws InterruptedException {
        if (stay == null || hasLeft) {
            return;
        }
        requireNonNull(connection).send(Line.of("QUIT"));
        Instant deadline = clock.instant().plus(GOODBYE);
        while (!hasLeft && clock.instant().isBefore(deadline)) {
            Runnable event = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            if (event != null) {
                event.run();
            }
        }
    }

    private void connect(Plan plan) {
        connection = dialer.open(anyNick ? plan.withAnyNick() : plan, event -> put(() -> on(event)));
    }

    private void on(ConnectionEvent event) {
        if (exitCode != null) {
            hasLeft |= event instanceof Lost;
        } else if (event instanceof Received received) {
            onLine(received.line());
        } else if (event instanceof Registered registered) {
            onRegistered(registered);
        } else if (event instanceof Lost lost) {
            onLost(lost);
        } else if (event instanceof StillTrying trying) {
            words.accept("the connection was lost (" + lossReason + "); no server answers yet: " + trying.reason());
        } else if (event instanceof Refused refused) {
            words.accept(refused.server() + " refused: " + refused.reason());
            end(ExitCode.REFUSED);
        } else if (event instanceof Unreachable unreachable) {
            errand.giveUp();
            words.accept("no server could be reached: " + unreachable.reasons());
            end(ExitCode.UNREACHABLE);
        }
    }

    private void onRegistered(Registered registered) {
        if (!lossReason.isEmpty()) {
            words.accept("the connection was lost (" + lossReason + "); now on " + registered.server());
        }
        nick = registered.nick();
        enteringSince = clock.instant();
        route.entered(enteringSince);
        stay = new Stay(nick, registered.capabilities(), new Outlet());
    }

    private void onLost(Lost lost) {
        lossReason = lost.reason();
        stay = null;
        if (isReady) {
            isReady = false;
            errand.lost(lost.reason());
        }
        if (exitCode != null) {
            return;
        }
        Plan next = route.after(lost, nick, clock.instant());
        if (next == null) {
            errand.giveUp();
            words.accept(lost.server() + " lets us in and drops us again: " + lossReason);
            end(ExitCode.FAILED);
        } else {
            connect(next);
        }
    }

    private void onLine(Line line) {
        Stay at = stay;
        if (at == null) {
            return;
        }
        at.learn(line);
        if (isReady) {
            errand.on(line);
            return;
        }
        Numeric numeric = Numeric.of(line.command());
        if (numeric == Numeric.RPL_ISUPPORT) {
            at.isupport(line);
        } else if (numeric == Numeric.RPL_ENDOFMOTD || numeric == Numeric.ERR_NOMOTD) {
            onGreeted(at);
        } else {
            onEntering(at, line, numeric);
        }
    }

    private void onGreeted(Stay at) {
        String room = errand.room();
        if (room == null) {
            ready(at);
        } else {
            at.send("JOIN", room);
        }
    }

    private void onEntering(Stay at, Line line, @Nullable Numeric numeric) {
        String room = errand.room();
        if (room == null) {
            return;
        }
        boolean isAboutRoom = line.params().stream().anyMatch(param -> at.same(param, room));
        if (line.command().equals("JOIN")
                && isAboutRoom
                && at.isMe(Stay.source(line).name())) {
            ready(at);
        } else if (isAboutRoom && (line.command().equals("FAIL") || (numeric != null && numeric.isError()))) {
            words.accept("no way into " + room + ": " + line.param(line.params().size() - 1));
            end(ExitCode.REFUSED);
        }
    }

    private void ready(Stay at) {
        isReady = true;
        errand.ready(at);
    }

    private void end(int code) {
        exitCode = exitCode == null ? code : exitCode;
    }

    private final class Outlet implements Stay.Outlet {
        @Override
        public void send(Line line) {
            requireNonNull(connection).send(line);
        }

        @Override
        public void tell(String text) {
            words.accept(text);
        }

        @Override
        public void end(int code) {
            Session.this.end(code);
        }

        @Override
        public Instant now() {
            return clock.instant();
        }
    }
}
