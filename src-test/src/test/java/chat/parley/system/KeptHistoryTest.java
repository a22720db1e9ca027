package chat.parley.system;

import static chat.parley.harness.LineMatch.command;
import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.ParleyCluster;
import chat.parley.wire.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with the default store: what was said is read and found after it was killed, and those who run it take it out. */
class KeptHistoryTest {
    private static final String CAPABILITIES =
            "draft/chathistory soju.im/search batch server-time message-tags echo-message standard-replies";
    private static final String ROOM = "#kept";

    @TempDir
    private Path folder;

    @Test
    void whatWasSaidIsReadFoundExportedAndErased() throws Exception {
        try (var cluster = ParleyCluster.builder().nodes(1).start()) {
            var node = cluster.node(0);
            var said = new ArrayList<Line>();
            try (var ann = node.connect("ann")) {
                ann.join(ROOM);
                for (var text : List.of("green tea", "milk", "black tea")) {
                    ann.say(ROOM, text);
                    said.add(ann.expect(message("ann", ROOM, text)));
                }
            }
            node.kill();
            node.awaitExit();
            node.start();
            node.awaitReady();

            try (var eve =
                    IrcProbe.open(node.address(), "eve").register(CAPABILITIES).join(ROOM)) {
                assertThat(batch(eve, "CHATHISTORY LATEST " + ROOM + " * 9"))
                        .extracting(KeptHistoryTest::whole)
                        .containsExactlyElementsOf(
                                said.stream().map(KeptHistoryTest::whole).toList());
                // The index is filled behind: a search tells how far, and is asked again.
                var found = List.of(whole(said.get(0)), whole(said.get(2)));
                Awaitility.await()
                        .atMost(IrcProbe.PATIENCE)
                        .until(() -> batch(eve, "SEARCH text=tea;in=" + ROOM).stream()
                                .map(KeptHistoryTest::whole)
                                .toList()
                                .equals(found));
            }

            var later =
                    IrcProbe.open(node.address(), "ann").register(CAPABILITIES).join(ROOM);
            later.sayAndWait(ROOM, "sugar");

            var file = folder.resolve("kept.jsonl");
            assertThat(node.ask("admin [\"export\",\"" + ROOM + "\",\"" + file + "\"]"))
                    .matches("ok \\d+ events written");
            assertThat(Files.readString(file)).contains("\"text\":\"green tea\"");
            assertThat(node.ask("admin [\"erase\",\"ann!*@*\"]")).isEqualTo("ok 4 messages erased");
            assertThat(batch(later, "CHATHISTORY LATEST " + ROOM + " * 9")).isEmpty();
            later.close();
            assertThat(node.ask("admin [\"dance\"]")).startsWith("error ");
        }
    }

    private static List<Line> batch(IrcProbe reader, String request) {
        reader.send(request);
        return reader
                .until(command("BATCH")
                        .and("that ends", line -> line.params().get(0).startsWith("-")))
                .stream()
                .filter(line -> line.command().equals("PRIVMSG"))
                .toList();
    }

    private static String whole(Line line) {
        return line.tags().get("msgid") + " " + line.tags().get("time") + " " + line.params();
    }
}
