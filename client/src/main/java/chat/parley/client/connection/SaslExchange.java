package chat.parley.client.connection;

import chat.parley.client.connection.Mechanism.Fault;
import chat.parley.wire.Line;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The login (IRCv3 sasl 3.1 and 3.2): one mechanism after another, the safest first, until the server takes one. Knows no
 * socket; used by one thread.
 */
final class SaslExchange {
    /** What one AUTHENTICATE carries; a response of exactly this length is followed by an empty one. */
    private static final int CHUNK_BYTES = 400;

    /** Far more than any mechanism of ours needs. */
    private static final int CHALLENGE_LIMIT_BYTES = 16 * 1024;

    private static final String NOTHING = "+";

    private final Deque<Mechanism> left = new ArrayDeque<>();
    private final boolean isProtected;

    // Mutable state
    private final StringBuilder challenge = new StringBuilder();
    private @Nullable Mechanism current;
    private boolean heldBack;
    private String lastReason = "";

    /** Begins with nothing said.
     *
     * @param isProtected whether nobody can listen: by TLS, or because it does not leave the machine */
    SaslExchange(Login login, boolean isProtected) {
        this.isProtected = isProtected;
        if (login.hasCertificate()) {
            left.add(new Mechanism.External(login.account()));
        }
        Secret password = login.password();
        if (password != null) {
            left.add(new Scram(login.account(), password));
            left.add(new Mechanism.Plain(login.account(), password));
        }
    }

    /** Leaves out what the server does not offer, such as {@code "PLAIN,EXTERNAL"}; a server that lists nothing may offer all. */
    void offered(String mechanisms) {
        if (!mechanisms.isEmpty()) {
            Set<String> names = new TreeSet<>(
                    Arrays.asList(mechanisms.toUpperCase(Locale.ROOT).split(",", -1)));
            left.removeIf(mechanism -> !names.contains(mechanism.name()));
        }
        if (!isProtected) {
            heldBack |= left.removeIf(Mechanism::isInClear);
        }
    }

    /** Whether there is a mechanism to try, or to try next. */
    boolean hasNext() {
        return !left.isEmpty();
    }

    List<Line> next() {
        Mechanism mechanism = left.remove();
        current = mechanism;
        challenge.setLength(0);
        return List.of(Line.of("AUTHENTICATE", mechanism.name()));
    }

    /** A challenge, or a part of one. */
    List<Line> onChallenge(String part) {
        challenge.append(part.equals(NOTHING) ? "" : part);
        if (current == null || challenge.length() > CHALLENGE_LIMIT_BYTES) {
            return abort("the server sends too much");
        }
        if (part.length() == CHUNK_BYTES) {
            return List.of();
        }
        try {
            byte[] whole = Base64.getDecoder().decode(challenge.toString());
            challenge.setLength(0);
            return chunks(Base64.getEncoder().encodeToString(current.answer(whole)));
        } catch (IllegalArgumentException e) {
            return abort("the server sends what is no base64");
        } catch (Fault e) {
            return abort(String.valueOf(e.getMessage()));
        }
    }

    private List<Line> abort(String reason) {
        lastReason = reason;
        left.clear();
        return List.of(Line.of("AUTHENTICATE", "*"));
    }

    private static List<Line> chunks(String base64) {
        List<Line> lines = new ArrayList<>();
        for (int start = 0; start < base64.length(); start += CHUNK_BYTES) {
            int end = Math.min(base64.length(), start + CHUNK_BYTES);
            lines.add(Line.of("AUTHENTICATE", base64.substring(start, end)));
        }
        if (base64.length() % CHUNK_BYTES == 0) {
            lines.add(Line.of("AUTHENTICATE", NOTHING));
        }
        return lines;
    }

    /** The server says no; what we know better ourselves stays the reason. */
    void failed(String reason) {
        lastReason = lastReason.isEmpty() ? reason : lastReason;
    }

    /** Why there was no login, in words that say what to do. */
    String reason() {
        if (!lastReason.isEmpty()) {
            return lastReason;
        }
        return heldBack
                ? "the server wants the password in clear, and the connection has no TLS; use ircs://"
                : "the server offers no way of login that fits; login-required = no in the configuration goes in without";
    }
}
