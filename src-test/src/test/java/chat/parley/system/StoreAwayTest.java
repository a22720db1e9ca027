package chat.parley.system;

import static chat.parley.harness.LineMatch.command;
import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.LineMatch;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back: who waits is told, and nothing has to be said again. */
class StoreAwayTest {
    private static final String ROOM = "#patience";

    @Test
    void whoWaitsIsToldOnceWhenTheStoreGoesAndOnceWhenItIsBack() {
        assumeTrue(PostgresServer.isPossible(), "PostgreSQL's programs are not installed");
        try (ParleyCluster cluster = ParleyCluster.builder()
                .nodes(2)
                .store("postgresql")
                .config("parley.history.tell-away-after = 500 ms")
                .start()) {
            IrcProbe ann = cluster.node(0).connect("ann").join(ROOM);
            IrcProbe bob = cluster.node(1).connect("bob").join(ROOM);
            IrcProbe eve = cluster.node(1).connect("eve").join(ROOM);
            ann.sayAndWait(ROOM, "all is well");
            List.of(bob, eve).forEach(reader -> reader.expect(message("ann", ROOM, "all is well")));

            cluster.database().kill();
            // One of the two is not on the room's node.
            ann.say(ROOM, "can you hear me?");
            ann.expect(notice("cannot be kept just now"));
            bob.say(ROOM, "can you?");
            bob.expect(notice("cannot be kept just now"));
            cluster.database().resume();

            for (IrcProbe author : List.of(ann, bob)) {
                List<String> heard = author.until(notice("is kept again")).stream()
                        .map(Object::toString)
                        .toList();
                assertThat(heard).filteredOn(line -> line.contains("NOTICE")).hasSize(1);
            }
            eve.expect(message("ann", ROOM, "can you hear me?"));
            eve.expect(message("bob", ROOM, "can you?"));
            assertThat(eve.sync()).noneMatch(command("NOTICE")::matches);
        }
    }

    private static LineMatch notice(String words) {
        return command("NOTICE")
                .and(
                        "with \"" + words + "\"",
                        line -> String.valueOf(line.param(1)).contains(words));
    }
}
