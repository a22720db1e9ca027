package chat.parley.harness;

import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import chat.parley.wire.Source;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which line a test waits for, in words that its failure can show.
 *
 * @param words reads on from "expected "
 */
public record LineMatch(String words, Predicate<Line> test) {
    public boolean matches(Line line) {
        return test.test(line);
    }

    /** Both this and what {@code more} says. */
    public LineMatch and(String more, Predicate<Line> moreTest) {
        return new LineMatch(words + " " + more, test.and(moreTest));
    }

    /** Whichever comes first. */
    public LineMatch or(LineMatch other) {
        return new LineMatch(words + " or " + other.words, test.or(other.test));
    }

    public static LineMatch command(String verb) {
        return new LineMatch(verb, line -> line.command().equals(verb));
    }

    /** A verb from this person. */
    public static LineMatch by(String nick, String verb) {
        return command(verb).and("from " + nick, line -> nick.equals(nickOf(line)));
    }

    /** A verb from this person whose first parameters are these. */
    public static LineMatch by(String nick, String verb, String... params) {
        return withParams(by(nick, verb), params);
    }

    /** A numeric whose first parameters, after one's own name, are these. */
    public static LineMatch numeric(Numeric numeric, String... params) {
        LineMatch match = new LineMatch(numeric.name(), line -> line.command().equals(numeric.code()));
        for (int i = 0; i < params.length; i++) {
            match = withParam(match, i + 1, params[i]);
        }
        return match;
    }

    /** A message to a room or a person. */
    public static LineMatch message(String from, String to, String text) {
        return by(from, "PRIVMSG", to, text);
    }

    /** The last words before the server closes, with this somewhere in them. */
    public static LineMatch error(String part) {
        return command("ERROR")
                .and("with \"" + part + "\"", line -> line.params().toString().contains(part));
    }

    /** A standard reply (IRCv3 standard-replies) with this code about this command. */
    public static LineMatch fail(String command, String code) {
        return withParams(command("FAIL"), command, code);
    }

    /** The name of the person (or server) that a line is from; null where it does not say. */
    public static @Nullable String nickOf(Line line) {
        String source = line.source();
        return source == null ? null : Source.parse(source).name();
    }

    private static LineMatch withParams(LineMatch match, String... params) {
        LineMatch all = match;
        for (int i = 0; i < params.length; i++) {
            all = withParam(all, i, params[i]);
        }
        return all;
    }

    private static LineMatch withParam(LineMatch match, int index, String value) {
        return match.and(value, line -> value.equals(line.param(index)));
    }

    @Override
    public String toString() {
        return words;
    }
}
