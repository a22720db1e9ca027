package chat.parley.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself in 005 (Modern IRC, RPL_ISUPPORT Parameters), with the defaults of RFC 1459 where it says
 * nothing. Immutable; a client keeps the newest.
 */
public final class Isupport {
    /** Before the first 005. */
    public static final Isupport DEFAULTS = new Isupport(Map.of());

    /** How a channel mode takes its parameter (Modern IRC, MODE message). */
    public enum ModeKind {
        /** Type A: an entry of a list, or a question for the list. */
        LIST,
        /** Type B, and the modes of PREFIX: with a parameter when set and when unset. */
        ALWAYS,
        /** Type C: with a parameter when set. */
        WHEN_SET,
        /** Type D: never with a parameter. */
        NEVER
    }

    private final Map<String, String> values;

    private Isupport(Map<String, String> values) {
        this.values = values;
    }

    /** These and what one 005 says; its first parameter, our nick, and its last, the words, are left out. */
    public Isupport with(Line reply) {
        List<String> params = reply.params();
        return params.size() < 3 ? this : with(params.subList(1, params.size() - 1));
    }

    /** These and more tokens: {@code NAME}, {@code NAME=value} or {@code -NAME}, which takes one back. */
    public Isupport with(List<String> tokens) {
        Map<String, String> more = new HashMap<>(values);
        for (String token : tokens) {
            int equals = token.indexOf('=');
            if (token.startsWith("-")) {
                more.remove(token.substring(1));
            } else if (equals < 0) {
                more.put(token, "");
            } else {
                more.put(token.substring(0, equals), unescape(token.substring(equals + 1)));
            }
        }
        return new Isupport(more);
    }

    /** The unescaped value, empty for a token without one, null where it was not told. */
    public @Nullable String get(String name) {
        return values.get(name);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** NETWORK; empty where it was not told. */
    public String network() {
        return values.getOrDefault("NETWORK", "");
    }

    /** CASEMAPPING, {@code rfc1459} by default; {@link CaseMapping} is {@code ascii}. */
    public String caseMapping() {
        return values.getOrDefault("CASEMAPPING", "rfc1459");
    }

    /** CHANTYPES, {@code #&} by default. */
    public String channelTypes() {
        return values.getOrDefault("CHANTYPES", "#&");
    }

    /** Whether a target is a channel here. */
    public boolean isChannel(String target) {
        return !target.isEmpty() && channelTypes().indexOf(target.charAt(0)) >= 0;
    }

    /** NICKLEN, 9 by default (RFC 1459 section 1.2). */
    public int nickLength() {
        return number("NICKLEN", 9);
    }

    /** CHANNELLEN, 200 by default (RFC 1459 section 1.3). */
    public int channelLength() {
        return number("CHANNELLEN", 200);
    }

    /** TOPICLEN; a line's length where it was not told. */
    public int topicLength() {
        return number("TOPICLEN", LineLimits.FROM_CLIENT.bodyBytes());
    }

    /** MODES, how many modes with a parameter one command may have, 3 by default; no bound when told without a value. */
    public int modesPerCommand() {
        return "".equals(get("MODES")) ? Integer.MAX_VALUE : number("MODES", 3);
    }

    /** The mode letters of PREFIX, the highest first. */
    public String prefixModes() {
        String prefix = prefix();
        return prefix.isEmpty() ? "" : prefix.substring(1, prefix.indexOf(')'));
    }

    /** The symbols of PREFIX in the same order. */
    public String prefixSymbols() {
        return prefix().substring(prefix().indexOf(')') + 1);
    }

    /** The name without the symbols that NAMES and WHO put before it. */
    public String withoutPrefix(String name) {
        int i = 0;
        while (i < name.length() && prefixSymbols().indexOf(name.charAt(i)) >= 0) {
            i++;
        }
        return name.substring(i);
    }

    /** How a channel mode takes its parameter; {@link ModeKind#NEVER} for one that was not told. */
    public ModeKind modeKind(char mode) {
        if (prefixModes().indexOf(mode) >= 0) {
            return ModeKind.ALWAYS;
        }
        String modes = values.getOrDefault("CHANMODES", "b,k,l,imnpst");
        int at = modes.indexOf(mode);
        long type = at < 0
                ? 3
                : modes.substring(0, at).chars().filter(c -> c == ',').count();
        return type == 0 ? ModeKind.LIST : type == 1 ? ModeKind.ALWAYS : type == 2 ? ModeKind.WHEN_SET : ModeKind.NEVER;
    }

    /** {@code (ov)@+} by default; empty for a server without such modes, and for a value that is none. */
    private String prefix() {
        String prefix = values.getOrDefault("PREFIX", "(ov)@+");
        int close = prefix.indexOf(')');
        return prefix.startsWith("(") && prefix.length() == 2 * close ? prefix : "";
    }

    private int number(String name, int otherwise) {
        String value = values.getOrDefault(name, "");
        return value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : otherwise;
    }

    /** {@code \xHH}; anything else after a backslash stands for itself. */
    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        int i = 0;
        while (i < value.length()) {
            boolean escape = value.startsWith("\\x", i)
                    && i + 4 <= value.length()
                    && Character.digit(value.charAt(i + 2), 16) >= 0
                    && Character.digit(value.charAt(i + 3), 16) >= 0;
            plain.append(escape ? (char) Integer.parseInt(value, i + 2, i + 4, 16) : value.charAt(i));
            i += escape ? 4 : 1;
        }
        return plain.toString();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
