package chat.parley.client.connection;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Makes connections that have the same patience and are let in the same way. Any thread may use it. */
public final class Dialer {
    private final Timing timing;
    private final Access access;
    private final Tls tls;
    private final StsPolicies policies;
    private final Waiting waiting;

    /** @param policies that say which hosts want TLS only */
    public Dialer(Timing timing, Access access, StsPolicies policies) {
        this(timing, access, policies, Waiting.REAL);
    }

    Dialer(Timing timing, Access access, StsPolicies policies, Waiting waiting) {
        this.timing = timing;
        this.access = access;
        this.tls = new Tls(access.trust());
        this.policies = policies;
        this.waiting = waiting;
    }

    /** Starts at once. The consumer may block; then the server is not read from until it is done. */
    public Connection open(Plan plan, Consumer<ConnectionEvent> events) {
        Connection connection = new Connection(plan, this, events);
        connection.start();
        return connection;
    }

    Timing timing() {
        return timing;
    }

    Access access() {
        return access;
    }

    Tls tls() {
        return tls;
    }

    StsPolicies policies() {
        return policies;
    }

    Waiting waiting() {
        return waiting;
    }

    RandomGenerator random() {
        return ThreadLocalRandom.current();
    }
}
