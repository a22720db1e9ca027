package chat.parley.client.connection;

import static chat.parley.wire.Numeric.ERR_ERRONEUSNICKNAME;
import static chat.parley.wire.Numeric.ERR_NICKCOLLISION;
import static chat.parley.wire.Numeric.ERR_NICKLOCKED;
import static chat.parley.wire.Numeric.ERR_NICKNAMEINUSE;
import static chat.parley.wire.Numeric.ERR_PASSWDMISMATCH;
import static chat.parley.wire.Numeric.ERR_SASLABORTED;
import static chat.parley.wire.Numeric.ERR_SASLALREADY;
import static chat.parley.wire.Numeric.ERR_SASLFAIL;
import static chat.parley.wire.Numeric.ERR_SASLTOOLONG;
import static chat.parley.wire.Numeric.ERR_UNAVAILRESOURCE;
import static chat.parley.wire.Numeric.ERR_YOUREBANNEDCREEP;
import static chat.parley.wire.Numeric.RPL_LOGGEDIN;
import static chat.parley.wire.Numeric.RPL_SASLMECHS;
import static chat.parley.wire.Numeric.RPL_SASLSUCCESS;
import static chat.parley.wire.Numeric.RPL_WELCOME;
import static java.util.Objects.requireNonNull;

import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From the first line to 001: capabilities (IRCv3 capability negotiation, CAP LS 302), the login, and the nick (Modern IRC,
 * Connection Registration). Knows no socket and no clock; used by one thread.
 */
final class Registration {
    /** How it ended. */
    sealed interface Outcome {
        /** The server let one in; the account is empty where one is logged in to none. */
        record Accepted(String nick, String account, Set<String> capabilities) implements Outcome {}

        record Denied(String reason) implements Outcome {}

        /** The server wants TLS on this port (IRCv3 sts). */
        record WantsTls(int port) implements Outcome {}
    }

    private static final long NEVER = Long.MAX_VALUE;

    /** Other nicks that are tried where any will do. */
    private static final int OTHER_NICKS = 5;

    private static final String SASL = "sasl";

    private final Map<String, Function<Line, List<Line>>> handlers;
    private final Plan plan;
    private final ServerAddress server;
    private final Timing timing;
    private final Access access;
    private final @Nullable SaslExchange sasl;

    // Mutable state
    private String nick;
    private String account = "";
    private int otherNicksTried;
    private long nowMillis;
    private long heldSinceMillis = NEVER;
    private long nextTryMillis = NEVER;
    private String sts = "";
    private final StringBuilder offer = new StringBuilder();
    private final Set<String> capabilities = new LinkedHashSet<>();
    private @Nullable String lastReason;
    private @Nullable Outcome outcome;

    Registration(Plan plan, ServerAddress server, Timing timing, Access access) {
        this.plan = plan;
        this.server = server;
        this.nick = plan.nick();
        this.timing = timing;
        this.access = access;
        Login login = access.login();
        this.sasl = login == null ? null : new SaslExchange(login, server.tls() || server.isLocal());
        this.handlers = Map.ofEntries(
                Map.entry("CAP", this::onCap),
                Map.entry("PING", this::onPing),
                Map.entry("ERROR", this::onError),
                Map.entry("AUTHENTICATE", this::onChallenge),
                entry(RPL_LOGGEDIN, this::onLoggedIn),
                entry(ERR_NICKLOCKED, this::onLoginFailed),
                entry(RPL_SASLSUCCESS, line -> endNegotiation()),
                entry(ERR_SASLFAIL, this::onLoginFailed),
                entry(ERR_SASLTOOLONG, this::onLoginFailed),
                entry(ERR_SASLABORTED, this::onLoginFailed),
                entry(ERR_SASLALREADY, line -> endNegotiation()),
                entry(RPL_SASLMECHS, this::onMechanisms),
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
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("CAP", "LS", "302"));
        Secret password = access.serverPassword();
        if (password != null) {
            lines.add(Line.of("PASS", password.text()));
        }
        lines.add(Line.of("NICK", nick));
        lines.add(Line.of("USER", "parley", "0", "*", nick));
        return lines;
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

    /** What the server says of TLS (IRCv3 sts), empty for nothing. */
    String sts() {
        return sts;
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
            return sasl != null && capabilities.contains(SASL) ? nextMechanism(sasl) : endNegotiation();
        }
        return subcommand.equals("NAK") ? withoutLogin() : List.of();
    }

    private List<Line> request() {
        Map<String, String> offered = Capabilities.valuesOf(offer.toString());
        sts = offered.getOrDefault(Capabilities.STS, "");
        int tlsPort = server.tls() ? 0 : Capabilities.tlsPort(sts);
        if (tlsPort > 0) {
            outcome = new Outcome.WantsTls(tlsPort);
            return List.of();
        }
        Set<String> wanted = Capabilities.wantedOf(offer.toString());
        if (sasl != null) {
            sasl.offered(offered.getOrDefault(SASL, ""));
            if (offered.containsKey(SASL) && sasl.hasNext()) {
                wanted.add(SASL);
            } else if (mustLogIn()) {
                return withoutLogin();
            }
        }
        return wanted.isEmpty() ? endNegotiation() : List.of(Line.of("CAP", "REQ", String.join(" ", wanted)));
    }

    private List<Line> endNegotiation() {
        return List.of(Line.of("CAP", "END"));
    }

    private List<Line> nextMechanism(SaslExchange exchange) {
        return exchange.hasNext() ? exchange.next() : withoutLogin();
    }

    /** Goes in as a stranger, or stays out. */
    private List<Line> withoutLogin() {
        if (sasl == null || !mustLogIn()) {
            return endNegotiation();
        }
        outcome = denied(sasl.reason());
        return List.of();
    }

    private boolean mustLogIn() {
        Login login = access.login();
        return login != null && login.required();
    }

    private Outcome denied(String reason) {
        return new Outcome.Denied(
                "no login as " + requireNonNull(access.login()).account() + ": " + reason);
    }

    private List<Line> onChallenge(Line line) {
        return sasl == null ? List.of() : sasl.onChallenge(param(line, 0));
    }

    private List<Line> onLoggedIn(Line line) {
        account = param(line, 2);
        return List.of();
    }

    private List<Line> onLoginFailed(Line line) {
        if (sasl == null) {
            return List.of();
        }
        sasl.failed(last(line));
        return nextMechanism(sasl);
    }

    private List<Line> onMechanisms(Line line) {
        if (sasl != null) {
            sasl.offered(param(line, 1));
        }
        return List.of();
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
        // A server that knows no capabilities lets one in without having been asked for a login.
        outcome = mustLogIn() && account.isEmpty() && !capabilities.contains(SASL)
                ? denied("the server offers none")
                : new Outcome.Accepted(param(line, 0), account, Set.copyOf(capabilities));
        return List.of();
    }

    private List<Line> onNickTaken(Line line) {
        if (plan.anyNick() && otherNicksTried < OTHER_NICKS) {
            otherNicksTried++;
            nick = otherNick();
            return List.of(Line.of("NICK", nick));
        }
        if (!plan.again()) {
            outcome = new Outcome.Denied("the nick " + nick + " is taken; choose another one with --nick");
            return List.of();
        }
        heldSinceMillis = Math.min(heldSinceMillis, nowMillis);
        nextTryMillis = nowMillis + timing.heldNickRetryMillis();
        return List.of();
    }

    /** Short enough for every server: nine characters (RFC 2812 section 1.2.1). */
    private String otherNick() {
        String beginning = plan.nick().substring(0, Math.min(5, plan.nick().length()));
        return beginning + "-" + ThreadLocalRandom.current().nextInt(100, 1000);
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
