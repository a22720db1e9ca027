package chat.parley.node.cluster;

import chat.parley.node.config.HostPort;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other members' ports answer what the test wants. */
class CrashDetectorTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final UniqueAddress SECOND = member(2);
    private static final UniqueAddress THIRD = member(3);

    private final Map<Integer, Knock> ports = new ConcurrentHashMap<>();
    private final TestProbe<Integer> knocked = KIT.createTestProbe(Integer.class);
    private final TestProbe<Address> downed = KIT.createTestProbe(Address.class);
    private volatile boolean mostInSight = true;
    private final Set<UniqueAddress> removed = ConcurrentHashMap.newKeySet();
    private ActorRef<CrashDetector.Command> detector = KIT.system().ignoreRef();

    @BeforeEach
    void start() {
        var world = new CrashDetector.World(
                () -> mostInSight,
                member -> !removed.contains(member),
                this::knock,
                address -> downed.ref().tell(address));
        detector = KIT.spawn(CrashDetector.create(world));
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void oneWhosePortRefusesIsRemovedAtOnce() {
        ports.put(2, Knock.REFUSED);

        outOfReach(SECOND);

        downed.expectMessage(SECOND.address());
    }

    @Test
    void oneThatIsAsleepOrCutOffIsLeftAloneUntilItsProcessEnds() {
        ports.put(2, Knock.ACCEPTED);
        outOfReach(SECOND);
        ports.put(2, Knock.SILENCE);
        later(2);
        ports.put(2, Knock.REFUSED);
        downed.expectNoMessage(Duration.ZERO);

        later(2);

        downed.expectMessage(SECOND.address());
    }

    @Test
    void aMinorityRemovesNobody() {
        ports.put(2, Knock.REFUSED);
        mostInSight = false;
        outOfReach(SECOND);
        later(2);
        downed.expectNoMessage(Duration.ZERO);

        mostInSight = true;
        TIME.timePasses(CrashDetector.BETWEEN_LOOKS);

        downed.expectMessage(SECOND.address());
    }

    @Test
    void oneThatIsInReachAgainIsLookedAtNoMore() {
        outOfReach(SECOND);
        detector.tell(new CrashDetector.InReach(SECOND));

        outOfReach(THIRD);
        later(3);
    }

    @Test
    void oneThatWasRemovedIsLookedAtNoMore() {
        outOfReach(SECOND);
        removed.add(SECOND);

        outOfReach(THIRD);
        later(3);
    }

    private void outOfReach(UniqueAddress member) {
        detector.tell(new CrashDetector.OutOfReach(member));
        knocked.expectMessage(member.address().getPort().orElseThrow());
    }

    private void later(int port) {
        TIME.timePasses(CrashDetector.BETWEEN_LOOKS);
        knocked.expectMessage(port);
    }

    private Knock knock(HostPort port) {
        var answer = ports.getOrDefault(port.port(), Knock.SILENCE);
        knocked.ref().tell(port.port());
        return answer;
    }

    private static UniqueAddress member(int port) {
        return new UniqueAddress(new Address("pekko", "parley", "127.0.0.1", port), (long) port);
    }
}
