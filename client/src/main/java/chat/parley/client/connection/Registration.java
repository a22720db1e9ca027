package chat.parley.client.connection;

import static chat.parley.wire.Numeric.ERR_ERRONEUSNICKNAME;
import static chat.parley.wire.Numeric.ERR_NICKCOLLISION;
import static chat.parley.wire.Numeric.ERR_NICKNAMEINUSE;
import static chat.parley.wire.Numeric.ERR_PASSWDMISMATCH;
import static chat.parley.wire.Numeric.ERR_UNAVAILRESOURCE;
import static chat.parley.wire.Numeric.ERR_YOUREBANNEDCREEP;
import static chat.parley.wire.Numeric.RPL_WELCOME;

import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From the first line to 001: capabilities (IRCv3 capability negotiation, CAP LS 302) and the nick (Modern IRC, Connection
 * Registration). Knows no socket and no clock; used by one thread.
 */
final class Registration {
    /** How it ended. */
    sealed interface Outcome {
        record Accepted(String nick, Set<String> capabilities) implements Outcome {}

        record Denied(String reason) implements Outcome {}
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final Map<String, Function<Line, List<Line>>> handlers;
    private final boolean again;
    private final Timing timing;

    // Mutable state
    private String nick;
    private long nowMillis;
    private long heldSinceMillis = NEVER;
    private long nextTryMillis = NEVER;
    private final StringBuilder offer = new StringBuilder();
    private final Set<String> capabilities = new LinkedHashSet<>();
    private @Nullable String lastReason;
    private @Nullable Outcome outcome;

    Registration(String nick, boolean again, Timing timing) {
        this.nick = nick;
        this.again = again;
        this.timing = timing;
        this.handlers = Map.ofEntries(
                Map.entry("CAP", this::onCap),
                Map.entry("PING", this::onPing),
                Map.entry("ERROR", this::onError),
                entry(RPL_WELCOME, this::onWelcome),
                entry(ERR_NICKNAMEINUSE, this::onNickTaken),
                entry(ERR_NICKCOLLISION, this::onNickTaken),
                entry(ERR_UNAVAILRESOURCE, this::onNickTaken),
                entry(ERR_ERRONEUSNICKNAME, this::onNickNotAllowed),
                entry(ERR_PASSWDMISMATCH, this::onReason),
                entry(ERR_YOUREBANNEDCREEP, this::onReason));
    }

    private static Map.Entry<String, Function<Line, List<Line>>> entry(
            Numeric numeric, Function<Line, List<Line>> handler) {
        return Map.entry(numeric.code(), handler);
    }

    /** What is sent first. The user name is the server's to find out; ours tells nothing about the machine. */
    List<Line> opening() {
        return List.of(Line.of("CAP", "LS", "302"), Line.of("NICK", nick), Line.of("USER", "parley", "0", "*", nick));
    }

    /** Takes one line of the server and tells what is sent for it. */
    List<Line> on(Line line, long atMillis) {
        nowMillis = atMillis;
        return handlers.getOrDefault(line.command(), ignored -> List.of()).apply(line);
    }

    /** Tells what is to be sent because it is time, such as another try for a held nick. */
    List<Line> onTime(long atMillis) {
        if (atMillis < nextTryMillis) {
            return List.of();
        }
        nextTryMillis = NEVER;
        if (atMillis - heldSinceMillis >= timing.heldNickMillis()) {
            nick = nick + "_";
        }
        return List.of(Line.of("NICK", nick));
    }

    /** When {@link #onTime} wants to be called; far away where it does not. */
    long nextTimeMillis() {
        return nextTryMillis;
    }

    /** Whether a nick is waited for, which may take longer than the rest. */
    boolean isNickHeld() {
        return heldSinceMillis != NEVER;
    }

    /** Null as long as there is none. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    private List<Line> onCap(Line line) {
        String subcommand = param(line, 1);
        if (subcommand.equals("LS")) {
            boolean more = line.params().size() > 3 && param(line, 2).equals("*");
            offer.append(' ').append(param(line, more ? 3 : 2));
            return more ? List.of() : request();
        }
        if (subcommand.equals("ACK")) {
            capabilities.addAll(Capabilities.namesOf(param(line, 2)));
        }
        return subcommand.equals("ACK") || subcommand.equals("NAK") ? List.of(Line.of("CAP", "END")) : List.of();
    }

    private List<Line> request() {
        Set<String> wanted = Capabilities.wantedOf(offer.toString());
        return List.of(wanted.isEmpty() ? Line.of("CAP", "END") : Line.of("CAP", "REQ", String.join(" ", wanted)));
    }

    private List<Line> onPing(Line line) {
        return List.of(Line.of("PONG", line.params().toArray(String[]::new)));
    }

    private List<Line> onError(Line line) {
        String text = param(line, 0);
        outcome = new Outcome.Denied(lastReason == null ? text : lastReason + " (" + text + ")");
        return List.of();
    }

    private List<Line> onWelcome(Line line) {
        outcome = new Outcome.Accepted(param(line, 0), Set.copyOf(capabilities));
        return List.of();
    }

    private List<Line> onNickTaken(Line line) {
        if (!again) {
            outcome = new Outcome.Denied("the nick " + nick + " is taken; choose another one with --nick");
            return List.of();
        }
        heldSinceMillis = Math.min(heldSinceMillis, nowMillis);
        nextTryMillis = nowMillis + timing.heldNickRetryMillis();
        return List.of();
    }

    private List<Line> onNickNotAllowed(Line line) {
        outcome = new Outcome.Denied("the nick " + nick + " is not allowed here: " + last(line));
        return List.of();
    }

    private List<Line> onReason(Line line) {
        lastReason = last(line);
        return List.of();
    }

    private static String param(Line line, int index) {
        String param = line.param(index);
        return param == null ? "" : param;
    }

    private static String last(Line line) {
        return line.params().isEmpty() ? "" : param(line, line.params().size() - 1);
    }
}
