package chat.parley.node.dialect.irc;

import chat.parley.wire.Nick;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a connection has said of itself before 001 (Modern IRC, Connection Registration). */
final class Registration {
    // Mutable state
    private @Nullable Nick nick;
    private @Nullable String username;
    private String realName = "";
    private String password = "";
    private boolean negotiating;

    Optional<Nick> nick() {
        return Optional.ofNullable(nick);
    }

    void nick(@Nullable Nick wanted) {
        nick = wanted;
    }

    void user(String name, String realNameGiven) {
        username = name;
        realName = realNameGiven;
    }

    void password(String given) {
        password = given;
    }

    /** CAP LS and CAP REQ hold registration back until CAP END (IRCv3 capability-negotiation). */
    void negotiating(boolean on) {
        negotiating = on;
    }

    String password() {
        return password;
    }

    /** Only when complete. */
    String username() {
        return username == null ? "" : username;
    }

    String realName() {
        return realName;
    }

    boolean isComplete() {
        return nick != null && username != null && !negotiating;
    }
}
