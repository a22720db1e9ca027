package chat.parley.client.script;

import chat.parley.wire.Line;
import chat.parley.wire.LineLimits;
import chat.parley.wire.LineParser;
import chat.parley.wire.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server's side of an errand, without a socket: what it hears is kept, what it says goes in, time passes when it is told to. */
final class PlayedServer implements Stay.Outlet {
    static final Set<String> ALL = Set.of(
            "echo-message",
            "labeled-response",
            "batch",
            "server-time",
            "message-tags",
            "draft/chathistory",
            "soju.im/search");

    private final Errand errand;
    private final List<String> heard = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    // Mutable state
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private @Nullable Integer exitCode;
    private @Nullable Stay stay;

    PlayedServer(Errand errand) {
        this.errand = errand;
    }

    /** alice is let in, and into the room, at noon. */
    PlayedServer letIn(Set<String> capabilities) {
        Stay at = new Stay("alice", capabilities, this);
        stay = at;
        at.isupport(line(":srv 005 alice CASEMAPPING=ascii CHANTYPES=# CHATHISTORY=3 MSGREFTYPES=msgid,timestamp :are"
                + " supported"));
        at.learn(line("@time=" + now + " :alice!u@h JOIN #ops"));
        errand.ready(at);
        return this;
    }

    PlayedServer say(String... lines) {
        for (String text : lines) {
            Line line = line(text);
            if (stay != null) {
                stay.learn(line);
            }
            errand.on(line);
        }
        return this;
    }

    PlayedServer lose(String reason) {
        errand.lost(reason);
        return this;
    }

    PlayedServer pass(Duration time) {
        now = now.plus(time);
        errand.tick(now);
        return this;
    }

    /** What was heard since the last call. */
    List<String> heard() {
        List<String> lines = List.copyOf(heard);
        heard.clear();
        return lines;
    }

    List<String> words() {
        return words;
    }

    @Nullable
    Integer exitCode() {
        return exitCode;
    }

    private static Line line(String text) {
        if (LineParser.parse(text, LineLimits.FROM_SERVER) instanceof Parsed.Ok ok) {
            return ok.line();
        }
        throw new IllegalArgumentException("the script has a line that is none: " + text);
    }

    @Override
    public void send(Line line) {
        heard.add(line.toString());
    }

    @Override
    public void tell(String text) {
        words.add(text);
    }

    @Override
    public void end(int code) {
        exitCode = exitCode == null ? Integer.valueOf(code) : exitCode;
    }

    @Override
    public Instant now() {
        return now;
    }
}
