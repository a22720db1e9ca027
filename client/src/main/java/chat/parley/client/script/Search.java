package chat.parley.client.script;

import chat.parley.client.connection.Timing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley search}: looks for something in a room's history. */
@Command(
        name = "search",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "Examples:",
            "  parley search ops disk full               in what was said in #ops",
            "  parley search ops backup --from cron --since 1w --json | jq",
            "",
            "Usage: parley search [-s HOST[:PORT]]... ROOM TEXT... [--from NICK] [--since WHEN] [--until WHEN] [--json]"
        },
        synopsisHeading = "",
        description = {"", "Writes what the server finds; how it compares texts is the server's choice.", ""},
        footer = {"", "A server without a search (soju.im/search) refuses.", ScriptCommand.EXIT_CODES})
public final class Search extends ScriptCommand {
    private static final int DEFAULT_LIMIT = 100;

    @Parameters(index = "0", paramLabel = "ROOM", description = "the # may be left out")
    private String room = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "what to look for")
    private List<String> text = new ArrayList<>();

    @Option(names = "--from", paramLabel = "NICK", description = "who said it")
    private @Nullable String from;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "when at the earliest: 1h, 2d, 2026-01-31, 2026-01-31T12:30")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "WHEN", description = "when at the latest")
    private @Nullable String until;

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "LINES",
            description = "how many at most; " + DEFAULT_LIMIT + " by default")
    private int limit = DEFAULT_LIMIT;

    @Option(names = "--json", description = "a JSON object a line: time, room, from, account, kind, text, msgid")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw wrongCall(new IllegalArgumentException("--limit is less than 1"));
        }
        SearchErrand.Wish wish =
                new SearchErrand.Wish(String.join(" ", text), from, moment(since), moment(until), limit);
        return session(new SearchErrand(argument(room, Target::parseRoom), wish, printer(json)), Timing.UNATTENDED)
                .run();
    }

    private @Nullable Instant moment(@Nullable String when) {
        return when == null
                ? null
                : argument(when, written -> Since.parse(written, Instant.now(), ZoneId.systemDefault()));
    }
}
