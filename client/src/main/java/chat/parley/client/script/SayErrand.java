package chat.parley.client.script;

import static chat.parley.client.connection.Capabilities.ECHO_MESSAGE;
import static chat.parley.client.connection.Capabilities.LABELED_RESPONSE;

import chat.parley.client.model.ExitCode;
import chat.parley.client.model.TextSplitter;
import chat.parley.client.script.UnderWay.Part;
import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import chat.parley.wire.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says lines, few at a time, and waits for the server's word that it has each: the echo (echo-message), or the answer to a
 * PING after it. What was under way when a server was lost is looked for in the history, and said again only where it is not
 * there; without a history nobody knows, and it is told so.
 */
final class SayErrand implements Errand {
    /** Messages that may be under way: servers count what they have not yet worked off as a flood. */
    static final int WINDOW = 4;

    /** Between two messages, once a server has cut one off for flooding: what RFC 1459 section 8.10 allows. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final String PING_TOKEN = "parley-said-";
    private static final int QUOTED_CHARS = 60;

    private final String target;
    private final Runnable lineDone;
    private final Deque<String> lines = new ArrayDeque<>();
    private final Deque<Part> parts = new ArrayDeque<>();
    private final UnderWay underWay = new UnderWay(WINDOW);
    private final Set<String> nicks = new HashSet<>();

    // Mutable state
    private @Nullable Stay stay;
    private @Nullable Pages pages;
    private Instant lastSentAt = Instant.EPOCH;
    private long lastNumber;
    private boolean isSlow;
    private boolean inputEnded;
    private int exitCode = ExitCode.DONE;

    /** Begins with nothing to say.
     *
     * @param target a room or a nick
     * @param lineDone called when a line has been confirmed, refused or lost */
    SayErrand(String target, Runnable lineDone) {
        this.target = target;
        this.lineDone = lineDone;
    }

    @Override
    public @Nullable String room() {
        return Target.isRoom(target) ? target : null;
    }

    /** Another line; an empty one says nothing. */
    void say(String line) {
        String clean = Target.sayable(line);
        if (clean.isEmpty()) {
            lineDone.run();
        } else {
            lines.add(clean);
            flush();
        }
    }

    /** A line came that is longer than can be held; it is not said. */
    void skipTooLong() {
        exitCode = Math.max(exitCode, ExitCode.FAILED);
        if (stay != null) {
            stay.tell("not said: a line of more than " + InputLines.LINE_LIMIT_BYTES + " bytes");
        }
    }

    /** Nothing more is said: when all is confirmed, it is over. */
    void endInput() {
        inputEnded = true;
        flush();
    }

    @Override
    public void ready(Stay newStay) {
        stay = newStay;
        nicks.add(newStay.nick());
        underWay.beginAt(newStay.enteredAt());
        Instant from = underWay.confirmedUntil();
        if (underWay.isEmpty()) {
            flush();
        } else if (from == null || room() == null || !Pages.areOffered(newStay)) {
            giveUpUnconfirmed();
            flush();
        } else {
            Pages history = new Pages(newStay, target, reason -> {
                pages = null;
                giveUpUnconfirmed();
                flush();
            });
            pages = history;
            history.after(from, this::compare);
        }
    }

    /** Finds in the history what was said before the loss; what is not there is said again. */
    private void compare(List<Line> page) {
        for (Line line : page) {
            String sender = Stay.source(line).name();
            if (!underWay.isConfirmed(line) && line.command().equals("PRIVMSG") && nicks.contains(sender)) {
                confirm(underWay.withText(line.param(1)), line);
            }
        }
        if (page.isEmpty()) {
            pages = null;
            for (Part part = underWay.takeNewest(); part != null; part = underWay.takeNewest()) {
                parts.addFirst(part);
            }
            flush();
        }
    }

    private void giveUpUnconfirmed() {
        for (Part part : underWay.all()) {
            problem(ExitCode.FAILED, "not confirmed: " + quote(part.text()));
            done(part);
        }
    }

    private void flush() {
        Stay at = stay;
        if (at == null || pages != null) {
            return;
        }
        while (underWay.hasRoom() && mayGoOn(at.now()) && fetch(at)) {
            send(at, parts.remove());
        }
        if (inputEnded && lines.isEmpty() && parts.isEmpty() && underWay.isEmpty()) {
            at.end(exitCode);
        }
    }

    private boolean mayGoOn(Instant now) {
        return !isSlow || !lastSentAt.plus(SLOW).isAfter(now);
    }

    /** Cuts the next line where there is no part left; false when there is nothing to say. */
    private boolean fetch(Stay at) {
        if (parts.isEmpty() && !lines.isEmpty()) {
            List<String> texts = TextSplitter.split(lines.remove(), at.roomFor(target));
            for (int i = 0; i < texts.size(); i++) {
                parts.add(new Part(++lastNumber, texts.get(i), i == texts.size() - 1, Instant.EPOCH));
            }
        }
        return !parts.isEmpty();
    }

    private void send(Stay at, Part part) {
        lastSentAt = at.now();
        underWay.add(new Part(part.number(), part.text(), part.endsLine(), lastSentAt));
        Tags tags = at.has(LABELED_RESPONSE) ? Tags.NONE.with("label", part.label()) : Tags.NONE;
        at.send(Line.of(tags, null, "PRIVMSG", List.of(target, part.text())));
        if (!at.has(ECHO_MESSAGE)) {
            at.send("PING", PING_TOKEN + part.number());
        }
    }

    @Override
    public void on(Line line) {
        Stay at = stay;
        if (at == null || (pages != null && pages.take(line))) {
            return;
        }
        nicks.add(at.nick());
        switch (line.command()) {
            case "PRIVMSG" -> onEcho(at, line);
            case "ACK" -> confirm(underWay.labelled(line), line);
            case "PONG" -> onPong(line);
            case "FAIL" -> onRefused(line, "PRIVMSG".equals(line.param(0)));
            default -> onRefused(line, isError(line) && concernsTarget(at, line));
        }
    }

    private void onEcho(Stay at, Line line) {
        String to = line.param(0);
        if (!at.isMe(Stay.source(line).name()) || to == null || !at.same(to, target)) {
            return;
        }
        Part part = underWay.labelled(line);
        // A server may change the text on its way; the oldest is then the one.
        confirm(part != null ? part : orOldest(underWay.withText(line.param(1))), line);
    }

    private @Nullable Part orOldest(@Nullable Part same) {
        return same != null ? same : underWay.oldest();
    }

    private void onPong(Line line) {
        String token = line.params().isEmpty()
                ? ""
                : String.valueOf(line.param(line.params().size() - 1));
        if (token.startsWith(PING_TOKEN)) {
            long upTo = Long.parseLong(token.substring(PING_TOKEN.length()));
            for (Part part : underWay.all()) {
                if (part.number() <= upTo) {
                    confirm(part, line);
                }
            }
        }
    }

    private void onRefused(Line line, boolean isMeant) {
        Part part = underWay.labelled(line);
        Part refused = part == null && isMeant ? underWay.oldest() : part;
        if (refused != null) {
            String reason = String.valueOf(line.param(line.params().size() - 1));
            problem(ExitCode.REFUSED, "refused: " + quote(refused.text()) + ": " + reason);
            done(refused);
            flush();
        }
    }

    private static boolean isError(Line line) {
        Numeric numeric = Numeric.of(line.command());
        return numeric != null && numeric.isError();
    }

    private boolean concernsTarget(Stay at, Line line) {
        return line.params().stream().anyMatch(param -> at.same(param, target));
    }

    private void confirm(@Nullable Part part, Line line) {
        if (part != null) {
            underWay.confirmed(line);
            done(part);
            flush();
        }
    }

    private void done(Part part) {
        underWay.remove(part);
        if (part.endsLine()) {
            lineDone.run();
        }
    }

    private void problem(int code, String words) {
        exitCode = Math.max(exitCode, code);
        if (stay != null) {
            stay.tell(words);
        }
    }

    @Override
    public void tick(Instant now) {
        flush();
    }

    @Override
    public void lost(String reason) {
        isSlow |= reason.toLowerCase(Locale.ROOT).contains("flood");
        pages = null;
        if (inputEnded && lines.isEmpty() && parts.isEmpty() && underWay.isEmpty() && stay != null) {
            stay.end(exitCode);
        }
    }

    @Override
    public void giveUp() {
        giveUpUnconfirmed();
        int unsaid = lines.size() + (int) parts.stream().filter(Part::endsLine).count();
        if (unsaid > 0) {
            problem(ExitCode.FAILED, "not said: " + unsaid + (unsaid == 1 ? " line" : " lines"));
        }
    }

    @Override
    public @Nullable Instant waitingSince() {
        Part oldest = underWay.oldest();
        return pages != null ? pages.askedAt() : oldest == null ? null : oldest.sentAt();
    }

    private static String quote(String text) {
        int end = Math.min(text.codePointCount(0, text.length()), QUOTED_CHARS);
        String beginning = text.substring(0, text.offsetByCodePoints(0, end));
        return '"' + beginning + (beginning.length() < text.length() ? "…" : "") + '"';
    }
}
