package chat.parley.node.dialect.irc;

import chat.parley.wire.LineWriter;
import chat.parley.wire.Tags;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What ties lines to the request that they answer (IRCv3 labeled-response, batch). One of two tags: {@code label=…}, for the one piece that is
 * the whole answer, or {@code batch=…}, for a part of an answer whose batch is open. Its text travels through the core as
 * {@link chat.parley.node.room.Entry#label()}.
 */
record ReplyTag(String text) {
    /** A longer label is none (IRCv3 labeled-response, Tag value). */
    private static final int MAX_LABEL_BYTES = 64;

    private static final String LABEL = "label";
    private static final String BATCH = "batch";

    static Optional<ReplyTag> labelOf(Tags tags) {
        var label = tags.get(LABEL);
        return label == null || label.isEmpty() || label.getBytes(StandardCharsets.UTF_8).length > MAX_LABEL_BYTES
                ? Optional.empty()
                : Optional.of(new ReplyTag(Tags.NONE.with(LABEL, label).toString()));
    }

    static ReplyTag batch(String reference) {
        return new ReplyTag(BATCH + '=' + reference);
    }

    static @Nullable ReplyTag ofEntry(@Nullable String label) {
        return label == null ? null : new ReplyTag(label);
    }

    /** Tags each line where a batch is open; otherwise makes the lines one answer: none an ACK, one with the label, several a batch. */
    ByteString on(byte[] lines, String server, String reference) {
        if (text.startsWith(BATCH)) {
            return ByteString.fromArrayUnsafe(onEach(lines));
        }
        int end = endOfLine(lines, 0);
        if (lines.length == 0) {
            return ByteString.fromArrayUnsafe(onEach(ack(server)));
        }
        return end == lines.length
                ? ByteString.fromArrayUnsafe(onEach(lines))
                : opening(server, reference)
                        .concat(ByteString.fromArrayUnsafe(batch(reference).onEach(lines)))
                        .concat(closing(server, reference));
    }

    /** The line that opens a batch as the answer to this label. */
    ByteString opening(String server, String reference) {
        return ByteString.fromArrayUnsafe(onEach(batchOf("labeled-response", List.of(), server, reference)));
    }

    /** The line that opens a batch of another type, which is the whole answer to the label, if there was one. */
    static ByteString opening(
            @Nullable ReplyTag label, String type, List<String> params, String server, String reference) {
        var line = batchOf(type, params, server, reference);
        return ByteString.fromArrayUnsafe(label == null ? line : label.onEach(line));
    }

    private static byte[] batchOf(String type, List<String> params, String server, String reference) {
        var line = new LineWriter()
                .source(server)
                .command("BATCH")
                .param('+' + reference)
                .param(type);
        params.forEach(line::param);
        return line.end().takeBytes();
    }

    static ByteString closing(String server, String reference) {
        var line = new LineWriter().source(server).command("BATCH").param('-' + reference);
        return ByteString.fromArrayUnsafe(line.end().takeBytes());
    }

    private static byte[] ack(String server) {
        return new LineWriter().source(server).command("ACK").end().takeBytes();
    }

    /** The lines with this tag on each. */
    byte[] onEach(byte[] lines) {
        var tag = text.getBytes(StandardCharsets.UTF_8);
        int count = 0;
        for (int i = 0; i < lines.length; i = endOfLine(lines, i)) {
            count++;
        }
        var tagged = new byte[lines.length + count * (tag.length + 2)];
        int size = 0;
        for (int start = 0; start < lines.length; ) {
            int end = endOfLine(lines, start);
            boolean hasTags = lines[start] == '@';
            tagged[size++] = '@';
            System.arraycopy(tag, 0, tagged, size, tag.length);
            size += tag.length;
            tagged[size++] = (byte) (hasTags ? ';' : ' ');
            int from = hasTags ? start + 1 : start;
            System.arraycopy(lines, from, tagged, size, end - from);
            size += end - from;
            start = end;
        }
        return size == tagged.length ? tagged : Arrays.copyOf(tagged, size);
    }

    private static int endOfLine(byte[] lines, int start) {
        int i = start;
        while (i < lines.length && lines[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, lines.length);
    }
}
