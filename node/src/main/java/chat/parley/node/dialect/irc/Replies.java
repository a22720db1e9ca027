package chat.parley.node.dialect.irc;

import chat.parley.wire.LineWriter;
import chat.parley.wire.Numeric;
import chat.parley.wire.Utf8;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an answer to one client, of this server or in somebody's name. Whatever the parts, lines come out: a part that cannot stand where
 * it is put is made harmless, and the last parameter ends where the line does. So what people say to each other does not go through here.
 */
final class Replies {
    private static final int MAX_WORD_BYTES = 200;
    private static final int MAX_WORD_BYTES_WHEN_CROWDED = 60;

    private final String server;
    private final String client;
    private final LineWriter lines;

    private Replies(String server, String client, LineWriter lines) {
        this.server = server;
        this.client = client;
        this.lines = lines;
    }

    /**
     * None yet.
     *
     * @param client the nick of the client that is answered, {@code *} before it has one
     */
    Replies(String server, String client) {
        this(server, client, new LineWriter());
    }

    /** Further lines of the same answer, to the client's new name. */
    Replies addressedTo(String newName) {
        return new Replies(server, newName, lines);
    }

    String server() {
        return server;
    }

    String client() {
        return client;
    }

    /** {@code :server NNN client middle… :last} (Modern IRC, Numeric Replies). */
    Replies numeric(Numeric numeric, String... params) {
        return from(server, null, numeric.code(), withClient(params));
    }

    /** A numeric whose last parameter is a word as the others, without a colon. */
    Replies plainNumeric(Numeric numeric, String... words) {
        return fromWords(server, null, numeric.code(), withClient(words));
    }

    /** A numeric whose last parameter is a list, on as many lines as it needs. */
    Replies list(Numeric numeric, List<String> middles, Iterable<String> words) {
        lines.words(
                head -> {
                    head.source(server).command(numeric).param(word(client));
                    middles.forEach(middle -> head.param(word(middle)));
                },
                words);
        return this;
    }

    /** A command of this server. */
    Replies command(String command, String... params) {
        return from(server, null, command, params);
    }

    /**
     * A line in somebody's name, at some time.
     *
     * @param time the value of the {@code time} tag (IRCv3 server-time), or {@code null} for none
     */
    Replies from(String source, @Nullable String time, String command, String... params) {
        try {
            return write(source, time, command, params, MAX_WORD_BYTES);
        } catch (IllegalArgumentException tooLong) {
            // Only for words that a client made up: those of ours fit.
            return write(source, time, command, params, MAX_WORD_BYTES_WHEN_CROWDED);
        }
    }

    /** A line in somebody's name whose last parameter is a word as the others, without a colon. */
    Replies fromWords(String source, @Nullable String time, String command, String... words) {
        if (time != null) {
            lines.tag("time", time);
        }
        lines.source(source).command(command);
        for (var word : words) {
            lines.param(word(word));
        }
        lines.end();
        return this;
    }

    /** A line from nobody, with one text. */
    Replies bare(String command, String text) {
        lines.command(command).trailing(Utf8.truncate(harmless(text), lines.remaining()));
        lines.end();
        return this;
    }

    boolean isEmpty() {
        return lines.size() == 0;
    }

    int sizeBytes() {
        return lines.size();
    }

    /** The lines so far; afterwards there are none. */
    byte[] take() {
        return lines.takeBytes();
    }

    private Replies write(String source, @Nullable String time, String command, String[] params, int maxWordBytes) {
        if (time != null) {
            lines.tag("time", time);
        }
        lines.source(source).command(command);
        for (int i = 0; i < params.length - 1; i++) {
            lines.param(word(params[i], maxWordBytes));
        }
        if (params.length > 0) {
            var last = harmless(params[params.length - 1]);
            lines.trailing(lines.fits(last) ? last : Utf8.truncate(last, Math.max(0, lines.remaining())));
        }
        lines.end();
        return this;
    }

    private String[] withClient(String... params) {
        var all = new String[params.length + 1];
        all[0] = client;
        System.arraycopy(params, 0, all, 1, params.length);
        return all;
    }

    /** What may stand before the last parameter: one word, not empty, without a colon in front. */
    static String word(String text) {
        return word(text, MAX_WORD_BYTES);
    }

    private static String word(String text, int maxBytes) {
        var safe = harmless(text);
        int space = safe.indexOf(' ');
        var first = space < 0 ? safe : safe.substring(0, space);
        if (first.isEmpty()) {
            return "*";
        }
        return Utf8.truncate(first.charAt(0) == ':' ? '*' + first : first, maxBytes);
    }

    /** What no line may hold becomes a space. The text of other kinds of client may have line ends. */
    static String harmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isLineEnd(text.charAt(i))) {
                return text.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
            }
        }
        return text;
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == 0;
    }
}
