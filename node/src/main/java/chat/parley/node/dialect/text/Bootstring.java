package chat.parley.node.dialect.text;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Bootstring (RFC 3492 section 6), the scheme behind Punycode, with other basic characters: those that a nick may have. What is not basic is told
 * behind the delimiter, as places and code points in letters and digits. Two differences to Punycode: the delimiter comes even where nothing is
 * basic, and code points begin at the space.
 */
final class Bootstring {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = ' ';
    private static final char DELIMITER = '{';

    private Bootstring() {}

    /**
     * Throws {@link IllegalArgumentException} where there is a control character.
     *
     * @param basic which places of the text hold characters that stay as they are
     */
    static String encode(int[] codePoints, IntPredicate basic) {
        if (Arrays.stream(codePoints).anyMatch(c -> c < INITIAL_N)) {
            throw new IllegalArgumentException("a control character has no place in a name");
        }
        var encoded = new StringBuilder();
        int handled = 0;
        for (int i = 0; i < codePoints.length; i++) {
            if (basic.test(i)) {
                encoded.appendCodePoint(codePoints[i]);
                handled++;
            }
        }
        encoded.append(DELIMITER);
        var bias = new Bias(handled);
        int n = INITIAL_N;
        for (long delta = 0; handled < codePoints.length; delta++, n++) {
            int next = smallest(codePoints, basic, n);
            delta += (long) (next - n) * (handled + 1);
            n = next;
            for (int i = 0; i < codePoints.length; i++) {
                if (basic.test(i) || codePoints[i] < n) {
                    delta++;
                } else if (codePoints[i] == n) {
                    appendNumber(encoded, delta, bias.value);
                    bias.adapt(delta, ++handled);
                    delta = 0;
                }
            }
        }
        return encoded.toString();
    }

    private static int smallest(int[] codePoints, IntPredicate basic, int atLeast) {
        int smallest = Integer.MAX_VALUE;
        for (int i = 0; i < codePoints.length; i++) {
            if (!basic.test(i) && codePoints[i] >= atLeast) {
                smallest = Math.min(smallest, codePoints[i]);
            }
        }
        return smallest;
    }

    private static void appendNumber(StringBuilder encoded, long number, int bias) {
        long rest = number;
        for (int k = BASE; ; k += BASE) {
            int t = threshold(k, bias);
            if (rest < t) {
                encoded.append(Character.forDigit((int) rest, BASE));
                return;
            }
            encoded.append(Character.forDigit((int) (t + (rest - t) % (BASE - t)), BASE));
            rest = (rest - t) / (BASE - t);
        }
    }

    private static int threshold(int k, int bias) {
        return Math.max(T_MIN, Math.min(T_MAX, k - bias));
    }

    /** Empty where the text is no encoding. What it gives need not encode to the same again. */
    static Optional<String> decode(String encoded) {
        int delimiter = encoded.indexOf(DELIMITER);
        if (delimiter < 0 || delimiter == encoded.length() - 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(decode(encoded.substring(0, delimiter), encoded.substring(delimiter + 1)));
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException noEncoding) {
            return Optional.empty();
        }
    }

    private static String decode(String basic, String digits) {
        var decoded = new StringBuilder(basic);
        int length = basic.length();
        var bias = new Bias(length);
        long n = INITIAL_N;
        long place = 0;
        for (int at = 0; at < digits.length(); ) {
            long before = place;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = Character.digit(digits.charAt(at++), BASE);
                if (digit < 0) {
                    throw new IllegalArgumentException("no digit");
                }
                place = Math.addExact(place, Math.multiplyExact(digit, weight));
                int t = threshold(k, bias.value);
                if (digit < t) {
                    break;
                }
                weight = Math.multiplyExact(weight, BASE - t);
            }
            length++;
            bias.adapt(place - before, length);
            n = Math.addExact(n, place / length);
            place %= length;
            decoded.insert(decoded.offsetByCodePoints(0, (int) place), Character.toString(Math.toIntExact(n)));
            place++;
        }
        return decoded.toString();
    }

    /** RFC 3492 section 6.1. */
    private static final class Bias {
        private final int basic;
        private int value = INITIAL_BIAS;

        Bias(int basic) {
            this.basic = basic;
        }

        void adapt(long delta, int points) {
            long rest = points == basic + 1 ? delta / DAMP : delta / 2;
            rest += rest / points;
            int k = 0;
            for (; rest > (BASE - T_MIN) * T_MAX / 2; k += BASE) {
                rest /= BASE - T_MIN;
            }
            value = (int) (k + (BASE - T_MIN + 1) * rest / (rest + SKEW));
        }
    }
}
