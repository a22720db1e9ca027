package chat.parley.system;

import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.PostgresServer;
import chat.parley.wire.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages of all sizes, turned in both directions while more is said and the node is killed in between, are what was said: no hole, nothing twice; with
 * each database, and whether a client has batches or not (IRCv3 chathistory, a draft).
 */
class PagesTest {
    private static final String ROOM = "#pages";
    private static final String WITHOUT_BATCH = "draft/chathistory server-time message-tags echo-message";

    /** So that pages come from the store, and some from both. */
    private static final String SHORT_TAIL = "parley.limits.replica-tail = 8";

    private final long seed = Long.getLong("parley.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void pagesAreWhatWasSaid(String store) {
        assumeTrue(store.equals("sqlite") || PostgresServer.isPossible(), "PostgreSQL's programs are not installed");
        try (ParleyCluster cluster =
                ParleyCluster.builder().nodes(1).store(store).config(SHORT_TAIL).start()) {
            People people = new People(cluster);
            for (int i = 0; i < 40; i++) {
                people.annSays();
            }

            assertThat(people.readBackwards()).as("seed %d", seed).isEqualTo(said.subList(0, 40));
            assertThat(people.readForwards()).as("seed %d", seed).isEqualTo(said);
        }
    }

    private final class People {
        private final ParleyCluster cluster;
        private IrcProbe ann;
        private IrcProbe withBatch;
        private IrcProbe without;

        People(ParleyCluster cluster) {
            this.cluster = cluster;
            this.ann = enter("ann", "");
            this.withBatch = enter("eve", " batch");
            this.without = enter("old", "");
        }

        private IrcProbe enter(String nick, String more) {
            return IrcProbe.open(cluster.node(0).address(), nick)
                    .register(WITHOUT_BATCH + more)
                    .join(ROOM);
        }

        void annSays() {
            String text = "line " + said.size();
            ann.say(ROOM, text);
            said.add(id(ann.expect(message("ann", ROOM, text))));
            withBatch.sync();
            without.sync();
        }

        void nodeIsKilled() {
            cluster.node(0).kill();
            cluster.node(0).awaitExit();
            cluster.node(0).start();
            cluster.node(0).awaitReady();
            ann = enter("ann", "");
            withBatch = enter("eve", " batch");
            without = enter("old", "");
            withBatch.sync();
        }

        /** Now the one turns a page and now the other. What was there when it began; halfway the node is killed. */
        List<String> readBackwards() {
            List<String> read = new ArrayList<>();
            boolean killed = false;
            for (List<String> page = page("LATEST", "*");
                    !page.isEmpty();
                    page = page("BEFORE", "msgid=" + read.get(0))) {
                read.addAll(0, page);
                annSays();
                if (!killed && read.size() > 20) {
                    killed = true;
                    nodeIsKilled();
                }
            }
            return read;
        }

        /** All of it, also what is said meanwhile. */
        List<String> readForwards() {
            List<String> read = new ArrayList<>(said.subList(0, 1));
            int more = 10;
            for (List<String> page = page("AFTER", "msgid=" + read.get(0));
                    !page.isEmpty();
                    page = page("AFTER", "msgid=" + read.get(read.size() - 1))) {
                read.addAll(page);
                if (more-- > 0) {
                    annSays();
                }
            }
            return read;
        }

        private List<String> page(String subcommand, String bound) {
            boolean batched = random.nextBoolean();
            IrcProbe reader = batched ? withBatch : without;
            reader.send("CHATHISTORY " + subcommand + " " + ROOM + " " + bound + " " + (1 + random.nextInt(9)));
            List<Line> lines = reader.sync();
            assertThat(lines).noneMatch(line -> line.command().equals("FAIL"));
            assertThat(lines.stream().anyMatch(line -> line.command().equals("BATCH")))
                    .isEqualTo(batched);
            return lines.stream()
                    .filter(line -> line.command().equals("PRIVMSG"))
                    .map(PagesTest::id)
                    .toList();
        }
    }

    private static String id(Line line) {
        return String.valueOf(line.tags().get("msgid"));
    }
}
