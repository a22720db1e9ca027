package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.wire.LineLimits;
import chat.parley.wire.LineParser;
import chat.parley.wire.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, nothing is thrown, and whatever it reads is a line. */
class IrcFuzzTest {
    private static final int ROUNDS = 4000;

    private static final List<String> WORDS = List.of(
            "alice",
            "bob",
            "#a",
            "#b",
            "@#a",
            "+#a",
            "#",
            "*",
            "0",
            ":",
            "",
            ",",
            "#a,#b",
            "alice,bob,#a",
            "302",
            "LS",
            "REQ",
            ":batch labeled-response echo-message",
            ":message-tags server-time",
            "END",
            "+o",
            "-ov",
            "+b",
            "b",
            "+k",
            "+l",
            "+beIklov",
            "%tcuihsnfdlaor,1",
            "o",
            ">1",
            "C<5",
            "!*",
            ":some text",
            ":\u0001ACTION waves\u0001",
            "é🎈",
            "x!y@z",
            "-1",
            "99999999999",
            "irc.example",
            "\\",
            "[]{}|",
            ":" + "x".repeat(380),
            "y".repeat(250),
            "@" + "z".repeat(90));

    @Test
    void randomLinesNeverThrowAndAreAnsweredWithLines() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var node = PretendNode.start();
        var clients = List.of(
                node.connect(),
                node.join("alice", "labeled-response", "batch", "echo-message", "message-tags", "server-time"),
                node.join("bob", "multi-prefix", "extended-join", "userhost-in-names", "away-notify", "invite-notify"),
                node.join("carol"));
        var commands = List.copyOf(node.server.commands().all());
        for (int round = 0; round < ROUNDS; round++) {
            var line = lineOf(commands.get(random.nextInt(commands.size())), random);
            try {
                clients.get(random.nextInt(clients.size())).send(line);
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + ", line: " + line, thrown);
            }
            for (var client : clients) {
                assertThat(client.reads()).as("seed %d, after: %s", seed, line).allSatisfy(IrcFuzzTest::assertIsLine);
            }
        }
    }

    @Test
    void randomBytesNeverThrow() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var client = PretendNode.start().connect();
        for (int round = 0; round < ROUNDS; round++) {
            var bytes = new byte[1 + random.nextInt(60)];
            random.nextBytes(bytes);
            bytes[random.nextInt(bytes.length)] = '\n';
            client.sendBytes(bytes);
        }
        assertThat(client.reads()).as("seed %d", seed).allSatisfy(IrcFuzzTest::assertIsLine);
    }

    private static String lineOf(Command command, Random random) {
        var line = new StringBuilder();
        if (random.nextInt(3) == 0) {
            line.append("@label=l").append(random.nextInt(100)).append(";+typing=active ");
        }
        line.append(command.name());
        for (int i = random.nextInt(5); i > 0; i--) {
            line.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return line.toString();
    }

    private static void assertIsLine(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(LineParser.parse(bytes, 0, bytes.length, LineLimits.FROM_SERVER))
                .as(line)
                .isInstanceOf(Parsed.Ok.class);
    }
}
