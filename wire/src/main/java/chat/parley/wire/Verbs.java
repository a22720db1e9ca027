package chat.parley.wire;

import java.util.Arrays;

/** Commands out of bytes, upper-cased; the common ones are shared strings, found without allocating. */
final class Verbs {
    private static final int SLOTS = 256;
    private static final String[] TABLE = table(
            ("PRIVMSG NOTICE TAGMSG JOIN PART QUIT NICK USER PASS PING PONG MODE TOPIC NAMES LIST WHO WHOIS WHOWAS KICK "
                            + "INVITE AWAY CAP AUTHENTICATE ERROR BATCH SETNAME ISON USERHOST MOTD LUSERS VERSION TIME "
                            + "INFO HELP OPER KILL FAIL WARN NOTE ACCOUNT CHATHISTORY MARKREAD MONITOR")
                    .split(" ", -1));

    private Verbs() {}

    /** The letters are known to be ASCII letters or digits. */
    static String of(byte[] bytes, int offset, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + upper(bytes[offset + i]);
        }
        for (int slot = hash & (SLOTS - 1); !TABLE[slot].isEmpty(); slot = (slot + 1) & (SLOTS - 1)) {
            if (matches(TABLE[slot], bytes, offset, length)) {
                return TABLE[slot];
            }
        }
        char[] verb = new char[length];
        for (int i = 0; i < length; i++) {
            verb[i] = upper(bytes[offset + i]);
        }
        return new String(verb);
    }

    private static boolean matches(String verb, byte[] bytes, int offset, int length) {
        if (verb.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (verb.charAt(i) != upper(bytes[offset + i])) {
                return false;
            }
        }
        return true;
    }

    private static char upper(byte letter) {
        return (char) (letter >= 'a' ? letter & ~0x20 : letter);
    }

    private static String[] table(String[] verbs) {
        String[] table = new String[SLOTS];
        Arrays.fill(table, "");
        for (String verb : verbs) {
            int slot = verb.hashCode() & (SLOTS - 1);
            while (!table[slot].isEmpty()) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            table[slot] = verb;
        }
        return table;
    }
}
