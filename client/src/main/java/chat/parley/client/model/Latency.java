package chat.parley.client.model;

import static chat.parley.client.model.Lines.last;

import chat.parley.wire.Line;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long the server takes to answer, measured by a PING now and then. */
final class Latency {
    private static final String TOKEN = "parley-latency";
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final State state;
    private final Effects effects;

    // Mutable state
    private Instant askedLast = Instant.MIN;
    private @Nullable Instant askedAt;

    Latency(State state, Effects effects) {
        this.state = state;
        this.effects = effects;
    }

    /** To be called about once a second. */
    void measure() {
        Instant now = effects.now();
        if (askedAt != null) {
            Duration waited = Duration.between(askedAt, now);
            if (state.latency != null && waited.compareTo(state.latency) > 0) {
                state.latency = waited;
            }
        } else if (state.preferences.measuresLatency()
                && state.phase == State.Phase.ONLINE
                && askedLast.isBefore(now.minus(EVERY))) {
            askedAt = now;
            askedLast = now;
            effects.send("PING", TOKEN);
        }
    }

    /** Whether the line is an answer to the question. */
    boolean takes(Line line) {
        if (askedAt == null || !line.command().equals("PONG") || !last(line).equals(TOKEN)) {
            return false;
        }
        state.latency = Duration.between(askedAt, effects.now());
        askedAt = null;
        return true;
    }

    void connectionLost() {
        state.latency = null;
        askedAt = null;
        askedLast = Instant.MIN;
    }
}
