package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.dialect.Framer.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** Modern IRC, Message Format: lines end with CR LF, and with LF alone for those who forget the CR. */
class IrcFramerTest {
    @Test
    void linesOfOneReadComeInOrder() {
        assertThat(frames("one\r\ntwo\nthree\r\nfo")).containsExactly("one", "two", "three");
    }

    @Test
    void aLineOverTheLimitIsToldOnceAndTheNextOneIsWhole() {
        var tooLong = "x".repeat(3000);

        assertThat(frames(tooLong, tooLong, "\r\nnext\r\n")).containsExactly("OVERSIZED 512", "next");
    }

    @Test
    void anyCuttingGivesTheSameFrames() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var stream = randomStream(random);
            assertThat(frames(cut(stream, random)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(frames(stream));
        }
    }

    @Test
    void framesOutliveTheReadThatTheyCameIn() {
        var framer = new IrcFramer();
        var frames = new ArrayList<ByteString>();
        for (var read : List.of("fir", "st\nsec", "ond\nthird\n")) {
            framer.feed(ByteString.fromString(read), frame -> frames.add(((Frame.Complete) frame).content()));
        }

        assertThat(frames).extracting(ByteString::utf8String).containsExactly("first", "second", "third");
    }

    private static String randomStream(Random random) {
        var stream = new StringBuilder();
        for (int line = random.nextInt(8); line >= 0; line--) {
            int length = random.nextInt(10) == 0 ? 500 + random.nextInt(30) : random.nextInt(40);
            if (random.nextInt(5) == 0) {
                stream.append("@tag=")
                        .append("t".repeat(random.nextInt(10) == 0 ? 4200 : 20))
                        .append(' ');
            }
            stream.append(Character.toString('a' + random.nextInt(26)).repeat(length));
            stream.append(random.nextBoolean() ? "\r\n" : "\n");
        }
        return stream.toString();
    }

    private static String[] cut(String stream, Random random) {
        var pieces = new ArrayList<String>();
        for (int at = 0; at < stream.length(); ) {
            int end = Math.min(stream.length(), at + 1 + random.nextInt(random.nextBoolean() ? 3 : 700));
            pieces.add(stream.substring(at, end));
            at = end;
        }
        return pieces.toArray(String[]::new);
    }

    private static List<String> frames(String... reads) {
        var framer = new IrcFramer();
        var frames = new ArrayList<String>();
        for (var read : reads) {
            framer.feed(
                    ByteString.fromArray(read.getBytes(StandardCharsets.UTF_8)),
                    frame -> frames.add(
                            frame instanceof Frame.Complete complete
                                    ? complete.content().utf8String()
                                    : "OVERSIZED " + ((Frame.Oversized) frame).limitBytes()));
        }
        return frames;
    }
}
