package chat.parley.node.dialect.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.config.TextPreset.Framing;
import chat.parley.node.dialect.Framer;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Streams cut into messages, however they arrive. */
class FramerTest {
    private static final String RESET = "\u001b[39m";
    private static final int MAX = 64;
    private static final int MAX_SKIPPED = 1000;

    private static Framing framing(Framing.Kind kind) {
        return new Framing(kind, 10, List.of(), false, MAX, MAX_SKIPPED, Duration.ofSeconds(1), 1024, Duration.ZERO);
    }

    private static Framer lengthHeader() {
        return new LengthHeaderFramer(framing(Framing.Kind.LENGTH_HEADER));
    }

    private static Framer lines() {
        return new TelnetFilter(new EndMarkFramer(framing(Framing.Kind.LINE), List.of("\n")));
    }

    private static Framer resets() {
        return new EndMarkFramer(framing(Framing.Kind.END_MARK), List.of(RESET, "\n"));
    }

    private static Framer chunks() {
        return new ChunkFramer(framing(Framing.Kind.CHUNK), "", List.of());
    }

    private static Framer namedChunks() {
        return new ChunkFramer(framing(Framing.Kind.CHUNK), ":", List.of("q:quit"));
    }

    @Nested
    class LengthHeaders {
        @Test
        void theLengthIsInBytes() {
            assertThat(cut(lengthHeader(), "5         alice", "6         h\u00e9llo"))
                    .containsExactly("alice", "h\u00e9llo");
        }

        @Test
        void severalInOneReadAndOneInSeveral() {
            assertThat(cut(lengthHeader(), "5         alice2         hi", "3    ", "     b", "ob"))
                    .containsExactly("alice", "hi", "bob");
        }

        @Test
        void anEmptyMessageIsOne() {
            assertThat(cut(lengthHeader(), "0         2         hi")).containsExactly("", "hi");
        }

        @Test
        void whatIsNoLengthIsKnownFromItsFirstByte() {
            for (var header : List.of("-", "abc", " 5", "5x", "5 5", "\n")) {
                assertThat(cut(lengthHeader(), header))
                        .as(header)
                        .singleElement()
                        .asString()
                        .startsWith("broken: 10 bytes");
            }
        }

        @Test
        void aLengthBeyondReasonEndsTheStreamBeforeAByteIsKept() {
            assertThat(cut(lengthHeader(), "99999999999", "2         hi"))
                    .containsExactly("broken: a message has at most 64 bytes, not 9999999999");
        }

        @Test
        void aMessageOverTheLimitIsSkippedAndTheNextOneIsHeard() {
            assertThat(cut(lengthHeader(), "70        " + "x".repeat(70) + "2         hi"))
                    .containsExactly("over 64", "hi");
        }

        @Test
        void halfAMessageIsKnownToBeOne() {
            var framer = lengthHeader();
            assertThat(framer.isMidFrame()).isFalse();
            cut(framer, "5");
            assertThat(framer.isMidFrame()).isTrue();
            cut(framer, "         alic");
            assertThat(framer.isMidFrame()).isTrue();
            cut(framer, "e");
            assertThat(framer.isMidFrame()).isFalse();
        }
    }

    @Nested
    class Lines {
        @Test
        void bothLineEndsEndALine() {
            assertThat(cut(lines(), "alice\r\nhi\n", "yo", "u\n")).containsExactly("alice\r", "hi", "you");
        }

        @Test
        void whatTelnetNegotiatesIsSwallowedWhereverItIsCut() {
            byte[] stream = bytes(
                    "a", 255, 251, 31, "l", 255, 250, 31, 0, 80, 255, 255, 0, 24, 255, 240, "i", 255, 241, "ce\r", 0,
                    "\n");
            assertThat(cut(lines(), stream)).containsExactly("alice\r");
            assertThat(eachByteByItself(lines(), stream)).containsExactly("alice\r");
        }

        @Test
        void aLineOverTheLimitIsToldOnceAndSkippedToItsEnd() {
            assertThat(cut(lines(), "x".repeat(500), "y".repeat(300) + "\nhi\n"))
                    .containsExactly("over 64", "hi");
        }

        @Test
        void aLineOfExactlyTheLimitIsTaken() {
            assertThat(cut(lines(), "x".repeat(64) + "\n" + "y".repeat(65) + "\n"))
                    .containsExactly("x".repeat(64), "over 64");
        }

        @Test
        void aStreamWithoutAnEndIsGivenUp() {
            assertThat(cut(lines(), "x".repeat(1 << 20)))
                    .containsExactly("over 64", "broken: a message has at most 64 bytes, and this one does not end");
        }
    }

    @Nested
    class EndMarks {
        @Test
        void gluedMessagesAreToldApartByTheirEnds() {
            assertThat(cut(resets(), "one" + RESET + "two" + RESET + "thr", "ee\u001b[3", "9m"))
                    .containsExactly("one", "two", "three");
        }

        @Test
        void anotherEndWillDoToo() {
            assertThat(cut(resets(), "bob<SEP>hello\n")).containsExactly("bob<SEP>hello");
        }

        @Test
        void theEndIsFoundBehindAMessageThatIsSkipped() {
            assertThat(cut(resets(), "x".repeat(300) + "\u001b[3", "9mhi" + RESET))
                    .containsExactly("over 64", "hi");
        }
    }

    @Nested
    class Chunks {
        @Test
        void whatComesTogetherIsOneMessage() {
            assertThat(cut(chunks(), "hello", "you there")).containsExactly("hello", "you there");
        }

        @Test
        void aReadThatEndsWithinACharacterWaitsForTheRest() {
            var framer = chunks();
            assertThat(cut(framer, bytes("h", 0xF0, 0x9F))).isEmpty();
            assertThat(framer.isMidFrame()).isTrue();
            assertThat(cut(framer, bytes(0x98, 0x80))).containsExactly("h\uD83D\uDE00");
            assertThat(framer.isMidFrame()).isFalse();
        }

        @Test
        void lineEndsEndAMessageToo() {
            assertThat(cut(chunks(), "one\ntwo\n")).containsExactly("one", "two");
        }

        @Test
        void aMessageOverTheLimitIsToldOnce() {
            assertThat(cut(chunks(), "x".repeat(200), "x".repeat(200), "hi")).containsExactly("over 64", "hi");
        }

        @Test
        void aStreamOfThemIsGivenUp() {
            assertThat(cut(chunks(), "x".repeat(900), "x".repeat(900), "hi"))
                    .containsExactly("over 64", "broken: a message has at most 64 bytes, and this one does not end");
        }

        @Test
        void gluedMessagesAreToldApartByTheNameOfTheFirstOne() {
            assertThat(cut(namedChunks(), "alice", "alice: onealice: twoq:quit"))
                    .containsExactly("alice", "alice: one", "alice: two", "q:quit");
        }

        @Test
        void whoQuotesOneselfIsNotCut() {
            assertThat(cut(namedChunks(), "alice", "alice: she said alice: yes", "alice: type q:quit: no"))
                    .containsExactly("alice", "alice: she said alice: yes", "alice: type q:quit: no");
        }

        @Test
        void aNameThatIsGluedToTheFirstMessageIsFound() {
            assertThat(cut(namedChunks(), "alicealice: hello")).containsExactly("alice", "alice: hello");
            assertThat(cut(namedChunks(), "aliceq:quit")).containsExactly("alice", "q:quit");
            assertThat(cut(namedChunks(), "alice\r\n", "alice: onealice: two"))
                    .containsExactly("alice\r", "alice: one", "alice: two");
        }

        @Test
        void aNameThatIsCutWithinACharacterIsPutTogether() {
            assertThat(cut(namedChunks(), bytes(0xC3), bytes(0xA9, "mile"))).containsExactly("\u00e9mile");
        }
    }

    /** Where messages have ends, it does not matter how the stream arrives. */
    @Test
    void anyCutOfAStreamGivesTheSameMessages() {
        for (Supplier<Framer> kind :
                List.<Supplier<Framer>>of(FramerTest::lengthHeader, FramerTest::lines, FramerTest::resets)) {
            var seed = Long.getLong("parley.seed", System.nanoTime());
            var random = new Random(seed);
            for (int round = 0; round < 300; round++) {
                var stream = randomStream(random);
                assertThat(randomlyCut(kind.get(), stream, random))
                        .as("seed %d, round %d: -Dparley.seed=%d", seed, round, seed)
                        .isEqualTo(cut(kind.get(), stream));
            }
        }
    }

    /** Whatever comes: messages stay within the limit, a broken stream is silent, nothing is thrown. */
    @Test
    void noStreamGetsOverTheLimits() {
        var seed = Long.getLong("parley.seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            for (var framer : List.of(lengthHeader(), lines(), resets(), chunks(), namedChunks())) {
                var frames = randomlyCut(framer, randomStream(random), random);
                assertThat(frames)
                        .as("seed %d, round %d", seed, round)
                        .allMatch(frame -> frame.getBytes(UTF_8).length <= 4 * MAX + "broken: ".length());
                assertThat(frames.stream().limit(Math.max(0, frames.size() - 1)))
                        .as("seed %d, round %d", seed, round)
                        .noneMatch(frame -> frame.startsWith("broken: "));
            }
        }
    }

    /** Made of what each of the framings gives a meaning to. */
    private static byte[] randomStream(Random random) {
        var pieces = List.of(
                "alice",
                "alice: ",
                "q:quit",
                "5         ",
                "70        ",
                "0         ",
                "x".repeat(40),
                "\n",
                "\r\n",
                RESET,
                "\u001b",
                "\u00e9",
                "\uD83D\uDE00",
                " ",
                "<SEP>",
                "99999999999",
                "hello");
        var stream = new ByteArrayOutputStream();
        for (int i = random.nextInt(12); i >= 0; i--) {
            if (random.nextInt(10) == 0) {
                stream.write(random.nextInt(256));
            } else {
                stream.writeBytes(pieces.get(random.nextInt(pieces.size())).getBytes(UTF_8));
            }
        }
        return stream.toByteArray();
    }

    private static List<String> randomlyCut(Framer framer, byte[] stream, Random random) {
        var frames = new ArrayList<String>();
        for (int from = 0; from < stream.length; ) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(20));
            frames.addAll(cut(framer, Arrays.copyOfRange(stream, from, to)));
            from = to;
        }
        return frames;
    }

    private static List<String> eachByteByItself(Framer framer, byte[] stream) {
        var frames = new ArrayList<String>();
        for (var each : stream) {
            frames.addAll(cut(framer, new byte[] {each}));
        }
        return frames;
    }

    private static List<String> cut(Framer framer, String... reads) {
        var frames = new ArrayList<String>();
        for (var read : reads) {
            frames.addAll(cut(framer, read.getBytes(UTF_8)));
        }
        return frames;
    }

    private static List<String> cut(Framer framer, byte[]... reads) {
        var frames = new ArrayList<String>();
        for (var read : reads) {
            framer.feed(ByteString.fromArray(read), frame -> frames.add(shown(frame)));
        }
        return frames;
    }

    private static String shown(Framer.Frame frame) {
        if (frame instanceof Framer.Frame.Complete complete) {
            return complete.content().utf8String();
        }
        return frame instanceof Framer.Frame.Broken broken
                ? "broken: " + broken.reason()
                : "over " + ((Framer.Frame.Oversized) frame).limitBytes();
    }

    /** Texts, and bytes as numbers. */
    private static byte[] bytes(Object... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            if (part instanceof Integer number) {
                bytes.write(number);
            } else {
                bytes.writeBytes(part.toString().getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
