package chat.parley.client.connection;

import chat.parley.client.connection.ConnectionEvent.Failure;
import chat.parley.client.connection.ConnectionEvent.Lost;
import chat.parley.client.connection.ConnectionEvent.Received;
import chat.parley.client.connection.ConnectionEvent.Refused;
import chat.parley.client.connection.ConnectionEvent.Registered;
import chat.parley.client.connection.ConnectionEvent.StillTrying;
import chat.parley.client.connection.ConnectionEvent.Unreachable;
import chat.parley.client.connection.Registration.Outcome;
import chat.parley.wire.Line;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One stay at one server: finds it among the addresses, registers, and then tells every line until it is lost. Runs in a
 * thread of its own, in which the events are told; {@link #send} and {@link #close} may be called by any thread.
 */
public final class Connection implements Closeable {
    /** Servers show the token of a PING to nobody; this one tells that the client itself asked. */
    private static final String ALIVE_TOKEN = "parley-alive";

    private static final int SPREAD_MILLIS = 100;

    private final Plan plan;
    private final Dialer dialer;
    private final Timing timing;
    private final Waiting waiting;
    private final Consumer<ConnectionEvent> events;
    private final Thread thread;

    // Mutable state
    private volatile @Nullable LineSocket socket;
    private volatile boolean closed;
    private volatile @Nullable Runnable farewell;

    Connection(Plan plan, Dialer dialer, Consumer<ConnectionEvent> events) {
        this.plan = plan;
        this.dialer = dialer;
        this.timing = dialer.timing();
        this.waiting = dialer.waiting();
        this.events = events;
        this.thread = new Thread(this::run, "parley-read");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Never waits. What is sent to a server that is gone is dropped; that it is gone is told. */
    public void send(Line line) {
        LineSocket current = socket;
        if (current != null) {
            current.send(line);
        }
    }

    /** Ends it, with {@link Lost} where one was registered and without a word else. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        LineSocket current = socket;
        if (current != null) {
            current.close();
        }
        leave();
    }

    private void run() {
        try {
            search();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void search() throws InterruptedException {
        Backoff backoff = new Backoff(timing.firstDelayMillis(), timing.longestDelayMillis(), dialer.random());
        long giveUpAt = waiting.nowMillis() + (plan.again() ? timing.giveUpMillis() : 0);
        List<Failure> failures = new ArrayList<>();
        waiting.sleep(firstDelayMillis());
        for (boolean first = true; ; first = false) {
            failures.clear();
            if (round(failures) || closed) {
                return;
            }
            long delayMillis = backoff.nextMillis();
            if (waiting.nowMillis() + delayMillis > giveUpAt) {
                events.accept(new Unreachable(List.copyOf(failures)));
                return;
            }
            if (first) {
                events.accept(new StillTrying(reasons(failures)));
            }
            waiting.sleep(delayMillis);
        }
    }

    /** The people of a node that died come back a little apart from each other. */
    private long firstDelayMillis() {
        long delayMillis = plan.delayMillis();
        return plan.again() ? delayMillis + dialer.random().nextLong(delayMillis / 2 + SPREAD_MILLIS) : 0;
    }

    /** Tries each address once; false when none was of use. */
    private boolean round(List<Failure> failures) {
        for (ServerAddress server : plan.servers()) {
            if (closed) {
                return false;
            }
            if (visit(server, failures)) {
                return true;
            }
        }
        return false;
    }

    /** @return whether the search is over */
    private boolean visit(ServerAddress wanted, List<Failure> failures) {
        ServerAddress server = wanted;
        try {
            server = dialer.policies().secured(wanted);
            return call(server, failures);
        } catch (IOException e) {
            String why = server.equals(wanted) ? "" : "; it has asked for TLS (sts), and nothing else is tried";
            failures.add(new Failure(server, reason(e) + why));
            return false;
        }
    }

    /** @return whether the search is over */
    private boolean call(ServerAddress server, List<Failure> failures) throws IOException {
        try (LineSocket lines = LineSocket.open(server, timing.connectMillis(), dialer.tls())) {
            socket = lines;
            return stay(server, lines, failures);
        }
    }

    /** @return whether the search is over */
    private boolean stay(ServerAddress server, LineSocket lines, List<Failure> failures) throws IOException {
        Outcome outcome = register(server, lines);
        if (outcome instanceof Outcome.Accepted accepted) {
            events.accept(new Registered(server, accepted.nick(), accepted.account(), accepted.capabilities()));
            String reason = listen(server, lines);
            leave();
            events.accept(new Lost(server, reason));
            return true;
        }
        if (outcome instanceof Outcome.WantsTls secure) {
            lines.close();
            return visit(new ServerAddress(server.host(), secure.port(), true), failures);
        }
        String reason = ((Outcome.Denied) outcome).reason();
        if (plan.again()) {
            failures.add(new Failure(server, reason));
            return false;
        }
        events.accept(new Refused(server, reason));
        return true;
    }

    private Outcome register(ServerAddress server, LineSocket lines) throws IOException {
        Registration registration = new Registration(plan, server, timing, dialer.access());
        registration.opening().forEach(lines::send);
        long startMillis = nowMillis();
        while (true) {
            long patienceMillis =
                    (long) timing.registerMillis() + (registration.isNickHeld() ? timing.heldNickMillis() : 0);
            long deadlineMillis = startMillis + patienceMillis;
            long wakeMillis = Math.min(deadlineMillis, registration.nextTimeMillis());
            Line line = lines.read(wakeMillis - nowMillis());
            List<Line> answers = line == null ? registration.onTime(nowMillis()) : registration.on(line, nowMillis());
            answers.forEach(lines::send);
            Outcome outcome = registration.outcome();
            if (outcome != null) {
                heed(server, registration.sts());
                return outcome;
            }
            if (nowMillis() >= deadlineMillis) {
                throw new IOException("it did not let us in within " + patienceMillis / 1000 + " s");
            }
        }
    }

    /** What a server that is known says of TLS holds from now on, and then from when one leaves it. */
    private void heed(ServerAddress server, String sts) {
        if (server.tls() && dialer.access().trust().isChecked()) {
            farewell = () -> learn(server, sts);
            leave();
        }
    }

    private void leave() {
        Runnable last = farewell;
        if (last != null) {
            last.run();
        }
    }

    private void learn(ServerAddress server, String sts) {
        try {
            dialer.policies().learn(server, sts);
        } catch (IOException e) {
            // The server says it again the next time.
        }
    }

    /** Tells lines until the server is gone, and then why it is. */
    private String listen(ServerAddress server, LineSocket lines) {
        @Nullable String lastWord = null;
        boolean asked = false;
        try {
            while (true) {
                Line line = lines.read(asked ? timing.answerMillis() : timing.quietMillis());
                if (line == null && asked) {
                    return "no answer for " + (timing.quietMillis() + timing.answerMillis()) / 1000 + " s";
                }
                asked = line == null && !asked;
                if (line == null) {
                    lines.send(Line.of("PING", ALIVE_TOKEN));
                } else if (wantsTlsNow(server, line)) {
                    return "the server asks for TLS (sts)";
                } else {
                    lastWord = line.command().equals("ERROR") ? line.param(0) : lastWord;
                    pass(lines, line);
                }
            }
        } catch (IOException e) {
            return lastWord == null ? reason(e) : lastWord;
        }
    }

    /** IRCv3 sts, {@code CAP NEW}: a policy that comes later holds as one does that was there from the start, when one comes back. */
    private boolean wantsTlsNow(ServerAddress server, Line line) {
        String offer = line.command().equals("CAP") && "NEW".equals(line.param(1)) ? line.param(2) : null;
        String sts = offer == null ? null : Capabilities.valuesOf(offer).get(Capabilities.STS);
        if (sts == null) {
            return false;
        }
        heed(server, sts);
        return !server.tls() && Capabilities.tlsPort(sts) > 0;
    }

    private void pass(LineSocket lines, Line line) {
        if (line.command().equals("PING")) {
            lines.send(Line.of("PONG", line.params().toArray(String[]::new)));
        } else if (!line.command().equals("PONG") || !line.params().contains(ALIVE_TOKEN)) {
            events.accept(new Received(line));
        }
    }

    private static String reasons(List<Failure> failures) {
        return failures.stream()
                .map(failure -> failure.server() + ": " + failure.reason())
                .collect(Collectors.joining("; "));
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static long nowMillis() {
        return System.nanoTime() / 1_000_000;
    }
}
