package chat.parley.check;

import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who comes back whatever happens: when the connection ends they go to the next node, under the same name as soon as it is free, into the
 * same rooms. A thread for each; {@link #live} is what they do there.
 */
abstract class Person implements Runnable {
    private static final int RETRY_MILLIS = 200;
    private static final int ANSWER_MILLIS = 20_000;

    private final Ground ground;
    private final String name;
    private final int home;
    private final Thread thread;

    // Mutable state
    private volatile boolean over;
    private volatile boolean goHome;
    private volatile @Nullable Session session;
    private int sessions;

    Person(Ground ground, String name, int home) {
        this.ground = ground;
        this.name = name;
        this.home = home;
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    /** Talks, listens or whatever they do, until the session is no longer open or {@link #mustLeave()}. */
    abstract void live(Session here, Set<String> unconfirmedBefore) throws InterruptedException;

    String name() {
        return name;
    }

    int home() {
        return home;
    }

    Ground ground() {
        return ground;
    }

    void start() {
        thread.start();
    }

    /** Their node runs again: they leave where they are and go there. */
    void goHome() {
        Session here = session;
        goHome = here == null || !here.isOpen() || here.node() != home;
    }

    /** The run is over. */
    void end() {
        over = true;
        thread.interrupt();
        Session last = session;
        if (last != null) {
            last.close();
        }
    }

    /** Where they are, in all rooms; null while they are on their way. */
    @Nullable
    Session settled() {
        Session here = session;
        return here != null && here.isInAllRooms() ? here : null;
    }

    boolean isHome() {
        Session here = settled();
        return here != null && here.node() == home;
    }

    boolean mustLeave() {
        return over || (goHome && !isHome());
    }

    @Override
    public final void run() {
        int node = home;
        Set<String> unconfirmed = Set.of();
        try {
            while (!over) {
                Session next = Session.open(ground, name + "." + ++sessions, name, node);
                if (next == null) {
                    Thread.sleep(RETRY_MILLIS);
                } else {
                    session = next;
                    goHome &= node != home;
                    stay(next, unconfirmed);
                    unconfirmed = Set.copyOf(next.unconfirmed());
                }
                node = goHome ? home : (node + 1) % ground.nodes().size();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void stay(Session here, Set<String> unconfirmed) throws InterruptedException {
        try {
            if (register(here) && join(here)) {
                live(here, unconfirmed);
            }
            if (here.isOpen()) {
                here.quit();
                awaitClosed(here);
            }
        } finally {
            here.close();
        }
    }

    /** Takes the name as soon as it is free. */
    private boolean register(Session here) throws InterruptedException {
        here.greet();
        while (here.isOpen() && !over) {
            Optional<Line> answer = here.next(ANSWER_MILLIS);
            if (answer.isEmpty() || is(answer, Numeric.RPL_WELCOME)) {
                return answer.isPresent();
            }
            if (is(answer, Numeric.ERR_NICKNAMEINUSE) || is(answer, Numeric.ERR_UNAVAILRESOURCE)) {
                Thread.sleep(RETRY_MILLIS);
                here.send("NICK " + name);
            }
        }
        return false;
    }

    private boolean join(Session here) throws InterruptedException {
        here.joinAll();
        while (here.isOpen() && !here.isInAllRooms()) {
            if (here.next(ANSWER_MILLIS).isEmpty()) {
                return false;
            }
        }
        return here.isOpen();
    }

    private static void awaitClosed(Session here) throws InterruptedException {
        while (here.isOpen() && here.next(ANSWER_MILLIS).isPresent()) {
            // What is still said on leaving asks for nothing.
        }
    }

    static boolean is(Optional<Line> answer, Numeric numeric) {
        return answer.isPresent() && answer.get().command().equals(numeric.code());
    }

    /** Says a numbered message to each room in turn, at a pace of their own, also while nothing is confirmed. */
    static final class Talker extends Person {
        private final Random random;
        private final int paceMillis;
        private int number;

        Talker(Ground ground, String name, int home, long seed, int paceMillis) {
            super(ground, name, home);
            this.random = new Random(seed);
            this.paceMillis = paceMillis;
        }

        /** What the last connection left unconfirmed is said again in other words: nobody knows whether it was heard. */
        @Override
        void live(Session here, Set<String> unconfirmedBefore) throws InterruptedException {
            for (int again = 0; again < unconfirmedBefore.size() && ground().isWriting(); again++) {
                sayNext(here);
            }
            while (here.isOpen() && !mustLeave()) {
                if (ground().isWriting()) {
                    sayNext(here);
                }
                here.next(paceMillis / 2 + random.nextInt(paceMillis));
            }
        }

        private void sayNext(Session here) {
            number++;
            String room = ground().rooms().get(number % ground().rooms().size());
            here.say(room, here.name() + "-" + number);
        }
    }

    /** Only listens. */
    static final class Listener extends Person {
        private static final int LOOK_MILLIS = 100;

        Listener(Ground ground, String name, int home) {
            super(ground, name, home);
        }

        @Override
        void live(Session here, Set<String> unconfirmedBefore) throws InterruptedException {
            while (here.isOpen() && !mustLeave()) {
                here.next(LOOK_MILLIS);
            }
        }
    }

    /** Wants names that others want too: takes one, holds it for a moment, gives it up, and tries the next. */
    static final class Contender extends Person {
        private static final int NAMES = 3;
        private static final int HOLD_MILLIS = 60;

        private final Random random;

        Contender(Ground ground, String name, int home, long seed) {
            super(ground, name, home);
            this.random = new Random(seed);
        }

        @Override
        void live(Session here, Set<String> unconfirmedBefore) throws InterruptedException {
            while (here.isOpen() && !mustLeave()) {
                if (ground().isWriting()) {
                    take(here, "prize-" + random.nextInt(NAMES));
                    Thread.sleep(random.nextInt(HOLD_MILLIS));
                } else if (!here.nick().equals(name())) {
                    take(here, name());
                }
                here.next(HOLD_MILLIS);
            }
        }

        private static void take(Session here, String wanted) throws InterruptedException {
            if (!here.nick().equals(wanted)) {
                here.rename(wanted);
                Optional<Line> answer = here.next(ANSWER_MILLIS);
                while (answer.isPresent()
                        && !answer.get().command().equals("NICK")
                        && !is(answer, Numeric.ERR_NICKNAMEINUSE)) {
                    answer = here.next(ANSWER_MILLIS);
                }
            }
        }
    }
}
