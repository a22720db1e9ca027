package chat.parley.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The people of a run: on every node some who talk, one who listens and perhaps one who fights for names. */
final class Population {
    private static final int LOOK_MILLIS = 50;

    private final Ground ground;
    private final long homePatienceMillis;
    private final List<Person> people = new ArrayList<>();

    /** @param homePatience how long people may take until they are in all rooms again */
    Population(Ground ground, long seed, Run.Crowd crowd, Duration homePatience) {
        this.ground = ground;
        this.homePatienceMillis = homePatience.toMillis();
        Random seeds = new Random(seed);
        for (int node = 0; node < ground.nodes().size(); node++) {
            for (int i = 0; i < crowd.talkersPerNode(); i++) {
                people.add(new Person.Talker(
                        ground, "talker-" + node + "-" + i, node, seeds.nextLong(), crowd.paceMillis()));
            }
            people.add(new Person.Listener(ground, "listener-" + node, node));
            if (crowd.contenders()) {
                people.add(new Person.Contender(ground, "contender-" + node, node, seeds.nextLong()));
            }
        }
    }

    void start() {
        people.forEach(Person::start);
        awaitHome();
    }

    /** Everybody goes home, and is in all rooms again; who does not come is recorded. */
    void awaitHome() {
        people.forEach(Person::goHome);
        if (!await(homePatienceMillis, () -> people.stream().allMatch(Person::isHome))) {
            people.stream().filter(person -> !person.isHome()).forEach(this::notBack);
        }
    }

    /** What everybody in all rooms is called now. */
    List<String> nicks() {
        return sessions(session -> true).stream().map(Session::nick).sorted().toList();
    }

    /** One connection to each node. */
    List<Session> onePerNode() {
        List<Session> one = new ArrayList<>();
        for (int node = 0; node < ground.nodes().size(); node++) {
            int wanted = node;
            sessions(session -> session.node() == wanted).stream().findFirst().ifPresent(one::add);
        }
        return one;
    }

    void end() {
        people.forEach(Person::end);
    }

    /** Looks again and again, for at most so long; whether it came true. */
    static boolean await(long millis, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            pause(LOOK_MILLIS);
        }
        return true;
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted", e);
        }
    }

    private List<Session> sessions(Predicate<Session> which) {
        List<Session> sessions = new ArrayList<>();
        for (Person person : people) {
            Session here = person.settled();
            if (here != null && which.test(here)) {
                sessions.add(here);
            }
        }
        return sessions;
    }

    private void notBack(Person person) {
        ground.recorder()
                .record(at -> new Event.NotBack(
                        at,
                        person.name(),
                        "not in all rooms on node " + person.home() + " within " + homePatienceMillis / 1_000 + " s"));
    }
}
