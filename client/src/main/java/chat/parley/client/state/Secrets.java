package chat.parley.client.state;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells which typed lines may carry a password. It rather takes a harmless line for one: that line is only not remembered, while
 * a password in a file stays there.
 */
final class Secrets {
    private static final String VERBS =
            "(?:oper|pass|password|identify|id|login|logon|auth|authenticate|register|verify"
                    + "|ghost|recover|regain|release|drop|newpass)";

    /** In a typed line; {@code /raw} and {@code /quote} before a command make no difference. */
    private static final List<Pattern> SECRET = List.of(
            pattern("^[\\s/]*/\\s*" + VERBS + "\\b"),
            pattern("^\\s*" + VERBS + "(?:\\s+\\S+){1,2}\\s*$"),
            pattern("^[\\s/]*/\\s*(?:ns|cs|os|hs|us|as|ms|bs)\\b"),
            pattern("\\b\\w+serv\\b"),
            pattern("\\b(?:identify|password|passwd|passphrase|passwort|authenticate)\\b"),
            pattern("^[\\s/]*(?:msg|query|notice|privmsg|m|q)\\s+\\S+\\s+:?" + VERBS + "\\b"),
            pattern("^[\\s/]*(?:join|j)\\s+\\S+\\s+\\S"),
            pattern("^[\\s/]*mode\\b.*[+]\\w*k"));

    private static final Pattern RAW = pattern("^[\\s/]*/\\s*(?:raw|quote)\\s+(?:@\\S+\\s+)?(?::\\S+\\s+)?");
    private static final Pattern SERVICE = pattern("^(?:\\w+serv|[qx])(?:@.*)?$");

    private Secrets() {}

    /** @param place that the line is typed at: services are told passwords without any command */
    static boolean mayBeIn(String text, String place) {
        return SERVICE.matcher(place).find() || text.lines().anyMatch(Secrets::mayBeInLine);
    }

    private static boolean mayBeInLine(String line) {
        String command = RAW.matcher(line).replaceFirst("/");
        return SECRET.stream().anyMatch(pattern -> pattern.matcher(command).find());
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
