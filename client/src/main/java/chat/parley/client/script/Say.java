package chat.parley.client.script;

import chat.parley.client.connection.Timing;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley say}: says a line, or the lines of its input. */
@Command(
        name = "say",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "Examples:",
            "  parley say ops backup is done             one line into #ops",
            "  journalctl -f | parley say ops            each line of a pipe",
            "  parley say @anna are you there            to a person",
            "",
            "Usage: parley say [-s HOST[:PORT]]... ROOM|@NICK [TEXT]..."
        },
        synopsisHeading = "",
        description = {
            "",
            "Says TEXT, or else each line of its input, and ends with 0 when the server has confirmed every line."
                    + " Waits where the server wants it slower, and goes on at another server where one is lost.",
            ""
        },
        footer = {"", ScriptCommand.EXIT_CODES})
public final class Say extends ScriptCommand {
    @Parameters(index = "0", paramLabel = "ROOM|@NICK", description = "where; the # of a room may be left out")
    private String target = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "what; without it the lines of the input")
    private List<String> text = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        InputLines input = new InputLines();
        SayErrand errand = new SayErrand(argument(target, Target::parse), input::lineDone);
        Session session = session(errand, text.isEmpty() ? Timing.PATIENT : Timing.UNATTENDED);
        if (text.isEmpty()) {
            input.listen(System.in, errand, session);
        } else {
            InputStream line = new java.io.ByteArrayInputStream(
                    String.join(" ", text).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            input.listen(line, errand, session);
        }
        return session.run();
    }
}
