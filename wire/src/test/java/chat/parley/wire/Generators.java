package chat.parley.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Lines and bytes for properties: mostly near the edges of the grammar, where mistakes live. */
final class Generators {
    private static final String[] TRICKY = {
        " ", ":", ";", "=", "@", "\\", "#", "*", "?", "a", "Z", "7", ",", "\u0001", "\u001b", "é", "ß", "€", "\u202e",
        "😀", "\ud7ff", "\ue000"
    };
    private static final byte[] TRICKY_BYTES = {
        ' ',
        ' ',
        ':',
        '@',
        ';',
        '=',
        '\\',
        '\r',
        0,
        'A',
        'b',
        '1',
        (byte) 0xC3,
        (byte) 0xA9,
        (byte) 0xE0,
        (byte) 0x80,
        (byte) 0xED,
        (byte) 0xF4
    };

    private Generators() {}

    /** Any bytes, of which most mean something in a line. */
    static byte[] bytes(Random random, int maxLength) {
        byte[] bytes = new byte[random.nextInt(maxLength + 1)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextInt(4) == 0
                    ? (byte) random.nextInt(256)
                    : TRICKY_BYTES[random.nextInt(TRICKY_BYTES.length)];
        }
        return bytes;
    }

    /** A printed line without its end, of which some bytes were changed. */
    static byte[] spoiltLine(Random random) {
        byte[] printed = line(random).toBytes();
        byte[] bytes = Arrays.copyOf(printed, printed.length - 2);
        for (int i = random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = TRICKY_BYTES[random.nextInt(TRICKY_BYTES.length)];
        }
        return bytes;
    }

    /** A text that may be sent; half of its characters are tricky ones. */
    static String text(Random random, int maxLength) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(maxLength + 1);
        for (int i = 0; i < length; i++) {
            text.append(random.nextBoolean() ? TRICKY[random.nextInt(TRICKY.length)] : letter(random));
        }
        return text.toString();
    }

    /** A text that may stand before the last parameter. */
    static String middle(Random random) {
        return letter(random) + text(random, 6).replace(" ", "");
    }

    static Tags tags(Random random) {
        Tags tags = Tags.NONE;
        for (int i = random.nextInt(4); i > 0; i--) {
            String key =
                    (random.nextBoolean() ? "+" : "") + (random.nextBoolean() ? "a.example/" : "") + letter(random);
            tags = tags.with(key, text(random, 8) + (random.nextBoolean() ? "\r\n" : ""));
        }
        return tags;
    }

    /** A line of any shape that fits 512 bytes. */
    static Line line(Random random) {
        List<String> params = new ArrayList<>();
        for (int i = random.nextInt(LineParser.MAX_PARAMS); i > 0; i--) {
            params.add(middle(random));
        }
        if (random.nextBoolean()) {
            params.add(text(random, 10));
        }
        String command = random.nextBoolean() ? "PRIVMSG" : "%03d".formatted(random.nextInt(1000));
        return Line.of(tags(random), random.nextBoolean() ? middle(random) : null, command, params);
    }

    private static String letter(Random random) {
        return String.valueOf((char) ('a' + random.nextInt(26)));
    }
}
