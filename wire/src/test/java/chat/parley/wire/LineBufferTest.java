package chat.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Modern IRC, Message Format and Compatibility with incorrect software: CR LF ends a line, and LF alone does. */
class LineBufferTest {
    private static final String TOO_LONG = "<too long>";
    private static final LineLimits SMALL = new LineLimits(6, 4);

    @Test
    void linesEndWithLfOrCrLf() {
        assertThat(linesOf(SMALL, "a\r\nb\nc\r\r\n\n\r\n")).containsExactly("a", "b", "c\r", "", "");
    }

    @Test
    void anUnfinishedLineWaitsForItsEnd() {
        LineBuffer buffer = new LineBuffer(SMALL);
        List<String> lines = new ArrayList<>();
        feed(buffer, "ab", lines);
        assertThat(lines).isEmpty();
        assertThat(buffer.pendingBytes()).isEqualTo(2);
        feed(buffer, "c\r", lines);
        feed(buffer, "\nd", lines);
        assertThat(lines).containsExactly("abc");
        assertThat(buffer.pendingBytes()).isEqualTo(1);
    }

    @Test
    void theLimitsAreThoseOfTheParser() {
        assertThat(linesOf(SMALL, "abcd\r\nabcd\nabcde\nabcde\r\n"))
                .containsExactly("abcd", "abcd", TOO_LONG, TOO_LONG);
        assertThat(linesOf(SMALL, "@234567890\r\n@2345678901\r\n")).containsExactly("@234567890", TOO_LONG);
        assertThat(linesOf(LineLimits.FROM_CLIENT, "a".repeat(510) + "\r\n" + "a".repeat(511) + "\r\n"))
                .containsExactly("a".repeat(510), TOO_LONG);
    }

    @Test
    void anOverlongLineIsToldAtOnceAndOnceAndTheNextOneIsRead() {
        LineBuffer buffer = new LineBuffer(SMALL);
        List<String> lines = new ArrayList<>();
        feed(buffer, "abcdef", lines);
        assertThat(lines).containsExactly(TOO_LONG);
        feed(buffer, "ghi".repeat(1000), lines);
        assertThat(buffer.pendingBytes()).isZero();
        feed(buffer, "\nok\n", lines);
        assertThat(lines).containsExactly(TOO_LONG, "ok");
    }

    /** The naive splitter has the whole stream before it and looks at no part twice. */
    @Test
    void howeverTheBytesAreCutTheLinesAreThoseOfANaiveSplitter() {
        Property.holds(50_000, random -> {
            String stream = stream(random);
            assertThat(linesInPieces(random, stream))
                    .isEqualTo(naiveLines(stream))
                    .isEqualTo(linesOf(SMALL, stream));
        });
    }

    @Test
    void memoryIsBoundedByTheLimits() {
        Property.holds(2_000, random -> {
            LineBuffer buffer = new LineBuffer(SMALL);
            for (int i = 0; i < 50; i++) {
                feed(buffer, stream(random), new ArrayList<>());
                assertThat(buffer.pendingBytes()).isLessThanOrEqualTo(6 + 4 + 1);
            }
        });
    }

    private static String stream(Random random) {
        StringBuilder stream = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            stream.append("abc@\r\r\n\n".charAt(random.nextInt(8)));
        }
        return stream.toString();
    }

    private static List<String> naiveLines(String stream) {
        List<String> lines = new ArrayList<>();
        String[] parts = stream.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean finished = i < parts.length - 1;
            String line = parts[i].endsWith("\r") ? parts[i].substring(0, parts[i].length() - 1) : parts[i];
            boolean fits = line.length() <= (line.startsWith("@") ? 10 : 4);
            if (!fits || finished) {
                lines.add(fits ? line : TOO_LONG);
            }
        }
        return lines;
    }

    private static List<String> linesInPieces(Random random, String stream) {
        LineBuffer buffer = new LineBuffer(SMALL);
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < stream.length()) {
            int end = Math.min(stream.length(), start + random.nextInt(8));
            feed(buffer, stream.substring(start, end), lines);
            start = end;
        }
        return lines;
    }

    private static List<String> linesOf(LineLimits limits, String stream) {
        List<String> lines = new ArrayList<>();
        feed(new LineBuffer(limits), stream, lines);
        return lines;
    }

    /** The bytes stand in the middle of an array, and the array is spoilt afterwards, as a reused one would be. */
    private static void feed(LineBuffer buffer, String piece, List<String> lines) {
        byte[] bytes = ("\n\n" + piece + "\n\n").getBytes(UTF_8);
        buffer.feed(bytes, 2, bytes.length - 4, new LineBuffer.Sink() {
            @Override
            public void line(byte[] array, int offset, int length) {
                lines.add(new String(array, offset, length, UTF_8));
            }

            @Override
            public void tooLong() {
                lines.add(TOO_LONG);
            }
        });
        Arrays.fill(bytes, (byte) 'X');
    }
}
