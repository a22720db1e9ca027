package chat.parley.wire;

import org.jspecify.annotations.Nullable;

/**
 * Who a line is from (Modern IRC, Source): a server's name, or {@code nick[!user][@host]}.
 *
 * @param name the nick or the server's name
 */
public record Source(
        String name, @Nullable String user, @Nullable String host) {

    /** Takes the source of a line apart; whatever the text, there is an answer. */
    public static Source parse(String text) {
        int bang = text.indexOf('!');
        int at = text.indexOf('@', bang + 1);
        int nameEnd = bang >= 0 ? bang : at >= 0 ? at : text.length();
        String user = bang < 0 ? null : text.substring(bang + 1, at < 0 ? text.length() : at);
        return new Source(text.substring(0, nameEnd), user, at < 0 ? null : text.substring(at + 1));
    }

    /** Whether it is a server: a nick has no dot (Modern IRC, Servers and Clients). */
    public boolean isServer() {
        return user == null && host == null && name.indexOf('.') >= 0;
    }

    /** As on the wire, without the colon. */
    public String text() {
        return name + (user == null ? "" : "!" + user) + (host == null ? "" : "@" + host);
    }
}
