package chat.parley.wire;

/** UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing above U+10FFFF. */
public final class Utf8 {
    private Utf8() {}

    /** How many bytes the text takes. A surrogate without its partner, which has no UTF-8, counts as three. */
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 ? 1 : 2;
                if (isPair(text, i)) {
                    i++;
                }
            }
        }
        return bytes;
    }

    /** The longest beginning of the text that takes at most {@code maxBytes} bytes; no character is cut in two. */
    public static String truncate(String text, int maxBytes) {
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            bytes += length(codePoint);
            if (bytes > maxBytes) {
                return text.substring(0, i);
            }
            i += Character.charCount(codePoint);
        }
        return text;
    }

    /** Whether the bytes are UTF-8 throughout. */
    public static boolean isValid(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            int sequence = sequenceLength(bytes, i, end);
            if (sequence == 0) {
                return false;
            }
            i += sequence;
        }
        return true;
    }

    /** Bytes of the well-formed sequence that begins here with a byte over 0x7F; 0 when there is none. RFC 3629 section 4. */
    private static int sequenceLength(byte[] bytes, int i, int end) {
        int lead = bytes[i] & 0xFF;
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || i + length > end) {
            return 0;
        }
        int second = bytes[i + 1] & 0xFF;
        if (second < lowestSecond(lead) || second > highestSecond(lead)) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Leaves out overlong forms. */
    private static int lowestSecond(int lead) {
        return lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    }

    /** Leaves out surrogates and what lies above U+10FFFF. */
    private static int highestSecond(int lead) {
        return lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    }

    private static int length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /** Whether the code point is half of a pair that lacks its partner; it has no UTF-8. */
    static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isPair(String text, int i) {
        return i + 1 < text.length()
                && Character.isHighSurrogate(text.charAt(i))
                && Character.isLowSurrogate(text.charAt(i + 1));
    }
}
