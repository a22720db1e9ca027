package chat.parley.client.model;

import static chat.parley.client.connection.Capabilities.ECHO_MESSAGE;
import static chat.parley.client.connection.Capabilities.LABELED_RESPONSE;

import chat.parley.client.model.Entry.Mark;
import chat.parley.client.model.Happening.Kind;
import chat.parley.client.model.Happening.Said;
import chat.parley.wire.Line;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Tags;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one said and the server has not confirmed yet. Confirmed means: the echo came (echo-message), or the answer to a
 * PING that was sent after it, where the server has no echo. Everything ends in exactly one of confirmed, refused and
 * lost, and each is told.
 */
final class Outgoing {
    private static final int PENDING_LIMIT = 256;
    private static final int QUOTED_LIMIT = 3;
    private static final String PING_TOKEN = "parley-sent-";
    private static final String ACTION_START = "\u0001ACTION ";
    private static final String ACTION_END = "\u0001";

    /** @param endsLine whether it is the last part of a typed line */
    private record Pending(long number, String target, Kind kind, String text, boolean endsLine) {}

    private final State state;
    private final Effects effects;

    // Mutable state
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long lastNumber;

    Outgoing(State state, Effects effects) {
        this.state = state;
        this.effects = effects;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Sends a text, in several messages where it is too long for one. */
    void say(String target, Kind kind, String text) {
        int room = LineWriter.roomFor(state.source(), "PRIVMSG", target) - (kind == Kind.ACTION ? 9 : 0);
        List<String> parts = TextSplitter.split(text, room);
        if (pending.size() + parts.size() > PENDING_LIMIT) {
            refuseLine(text, "the server has not answered for " + pending.size() + " messages; wait for it");
            return;
        }
        for (int i = 0; i < parts.size(); i++) {
            send(new Pending(++lastNumber, target, kind, parts.get(i), i == parts.size() - 1));
        }
        if (!state.has(ECHO_MESSAGE)) {
            effects.send("PING", PING_TOKEN + lastNumber);
        }
    }

    /** Tells that a typed line was not sent at all. */
    void refuseLine(String text, String reason) {
        state.atLeast(ExitCode.FAILED);
        effects.problem("not sent: " + quote(text) + ": " + reason);
        effects.add(new Effect.LineDone());
    }

    private void send(Pending message) {
        pending.add(message);
        state.conversations.of(message.target()).pend(message.number(), said(message));
        Tags tags = state.has(LABELED_RESPONSE) ? Tags.NONE.with("label", label(message)) : Tags.NONE;
        String text = message.kind() == Kind.ACTION ? ACTION_START + message.text() + ACTION_END : message.text();
        effects.send(Line.of(tags, null, "PRIVMSG", List.of(message.target(), text)));
    }

    /** The server's copy of one's own message; it is shown by the one who calls. */
    void echoed(@Nullable String label, String target, String text) {
        Predicate<Pending> ours = label != null
                ? message -> label(message).equals(label)
                : message ->
                        state.same(message.target(), target) && message.text().equals(text);
        Pending found = find(ours);
        // A server may change the text on its way; the oldest to the same place is then the one.
        done(found != null || label != null ? found : find(message -> state.same(message.target(), target)));
    }

    /** The answer to a PING of ours: what was sent before it has been taken. False for any other PONG. */
    boolean ponged(String token) {
        if (!token.startsWith(PING_TOKEN)) {
            return false;
        }
        long upTo = Long.parseLong(token.substring(PING_TOKEN.length()));
        while (!pending.isEmpty() && pending.getFirst().number() <= upTo) {
            show(pending.removeFirst());
        }
        return true;
    }

    /** ACK of labeled-response: taken, but there is no echo for it. */
    void acknowledged(String label) {
        Pending found = find(message -> label(message).equals(label));
        if (found != null && state.has(ECHO_MESSAGE)) {
            pending.remove(found);
            show(found);
        }
    }

    /** False when no message waits that this refusal could be meant for. */
    boolean refused(@Nullable String label, @Nullable String target, String reason) {
        Pending found = label != null
                ? find(message -> label(message).equals(label))
                : find(message -> target == null || state.same(message.target(), target));
        if (found == null) {
            return false;
        }
        state.atLeast(ExitCode.REFUSED);
        end(found, Mark.REFUSED);
        effects.problem("not sent to " + found.target() + ": " + quote(found.text()) + ": " + reason);
        done(found);
        return true;
    }

    /** Nobody knows whether these were taken; they are told in one line and not sent again. */
    void lost() {
        if (pending.isEmpty()) {
            return;
        }
        state.atLeast(ExitCode.FAILED);
        pending.forEach(message -> end(message, Mark.UNCONFIRMED));
        String quoted = pending.stream()
                .limit(QUOTED_LIMIT)
                .map(message -> quote(message.text()))
                .collect(Collectors.joining(", "));
        int more = pending.size() - QUOTED_LIMIT;
        effects.problem("not confirmed: " + quoted + (more > 0 ? " and " + more + " more" : ""));
        new ArrayList<>(pending).forEach(this::done);
    }

    private void show(Pending message) {
        effects.show(said(message));
        state.see(state.conversations.of(message.target()), effects.now());
        end(message, Mark.NONE);
        lineDone(message);
    }

    private Said said(Pending message) {
        boolean isPrivate = !state.isupport.isChannel(message.target());
        return new Said(
                effects.now(), message.target(), isPrivate, state.nick, message.kind(), message.text(), true, false);
    }

    private void end(Pending message, Mark mark) {
        state.conversations.of(message.target()).endPending(message.number(), mark);
    }

    private void done(@Nullable Pending message) {
        if (message != null) {
            pending.remove(message);
            end(message, Mark.NONE);
            lineDone(message);
        }
    }

    private void lineDone(Pending message) {
        if (message.endsLine()) {
            effects.add(new Effect.LineDone());
        }
    }

    private @Nullable Pending find(Predicate<Pending> wanted) {
        for (Iterator<Pending> each = pending.iterator(); each.hasNext(); ) {
            Pending message = each.next();
            if (wanted.test(message)) {
                return message;
            }
        }
        return null;
    }

    private static String label(Pending message) {
        return Long.toString(message.number());
    }

    private static String quote(String text) {
        return '"'
                + (text.length() > 60
                        ? text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, 57))) + "…"
                        : text)
                + '"';
    }
}
