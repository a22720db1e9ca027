package chat.parley.system;

import static chat.parley.harness.LineMatch.message;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.ParleyHome;
import chat.parley.harness.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that speak TLS with each other, each with the certificate of all: as {@code docs/operating.md} has it. */
@Tag("long")
class EncryptedNodesTest {
    private static final String ROOM = "#encrypted";

    @TempDir
    Path folder;

    @Test
    void peopleOfTwoNodesTalkAndANodeThatWasKilledComesBack() {
        try (ParleyCluster cluster =
                ParleyCluster.builder().config(encrypted(keyStore())).start()) {
            IrcProbe ann = cluster.node(0).connect("ann").join(ROOM);
            IrcProbe bob = cluster.node(1).connect("bob").join(ROOM);
            ann.say(ROOM, "hello");
            bob.expect(message("ann", ROOM, "hello"));

            cluster.node(2).kill();
            cluster.node(2).start();
            cluster.node(2).awaitReady();

            IrcProbe eve = cluster.node(2).connect("eve").join(ROOM);
            bob.say(ROOM, "welcome");
            eve.expect(message("bob", ROOM, "welcome"));
        }
    }

    private Path keyStore() {
        Path store = folder.resolve("nodes.p12");
        Shell.run(
                        ParleyHome.java().replaceFirst("java$", "keytool"),
                        "-genkeypair",
                        "-alias",
                        "parley",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=parley",
                        "-validity",
                        "2",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .requireSuccess();
        return store;
    }

    private static String encrypted(Path store) {
        return """
                pekko.remote.artery {
                  transport = tls-tcp
                  ssl.config-ssl-engine {
                    key-store = "%1$s", key-store-password = changeit, key-password = changeit
                    trust-store = "%1$s", trust-store-password = changeit
                  }
                }
                """.formatted(store);
    }
}
