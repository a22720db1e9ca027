package chat.parley.client.script;

import chat.parley.client.connection.Timing;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley tail}: what is said in a room. */
@Command(
        name = "tail",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "Examples:",
            "  parley tail ops                           the last ten lines of #ops",
            "  parley tail ops --since 1h --json | jq    the last hour, for programs",
            "  parley tail ops --follow                  the last ten lines, and what comes",
            "",
            "Usage: parley tail [-s HOST[:PORT]]... ROOM [--json] [--since WHEN | -l LINES] [--follow]"
        },
        synopsisHeading = "",
        description = {
            "",
            "Writes what the server's history holds and ends; with --follow it goes on with what comes, and fills the"
                    + " gap from the history where a server is lost.",
            ""
        },
        footer = {
            "",
            "A server without a history (draft/chathistory) refuses, unless with --follow.",
            ScriptCommand.EXIT_CODES
        })
public final class Tail extends ScriptCommand {
    private static final int DEFAULT_LINES = 10;

    @Parameters(index = "0", paramLabel = "ROOM", description = "the # may be left out")
    private String room = "";

    @Option(names = "--json", description = "a JSON object a line: time, room, from, account, kind, text, msgid")
    private boolean json;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "from when on: 90s, 15m, 1h, 2d, 1w ago, 2026-01-31, 2026-01-31T12:30")
    private @Nullable String since;

    @Option(
            names = {"-l", "--lines"},
            paramLabel = "LINES",
            description = "how many lines of history where there is no --since; " + DEFAULT_LINES + " by default")
    private int lines = DEFAULT_LINES;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what comes")
    private boolean follow;

    @Override
    public Integer call() throws Exception {
        Instant from = since == null
                ? null
                : argument(since, text -> Since.parse(text, Instant.now(), ZoneId.systemDefault()));
        if (lines < 0) {
            throw wrongCall(new IllegalArgumentException("--lines is less than 0: give 0 for no history"));
        }
        TailErrand errand = new TailErrand(
                argument(room, Target::parseRoom),
                new TailErrand.Wish(since == null ? lines : 0, from, follow),
                printer(json));
        return session(errand, follow ? Timing.PATIENT : Timing.UNATTENDED).run();
    }
}
