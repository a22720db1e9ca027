package chat.parley.node.ops;

import chat.parley.node.config.DataFolder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code parley admin}: what operators do with the history, by a running node's control socket. */
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        synopsisHeading = "",
        customSynopsis = {
            "  parley admin backup /backups/today.db           a whole copy of the default store, while it is in use",
            "  parley admin export '#room' room.jsonl          a room as JSON lines",
            "  parley admin import '#other' room.jsonl         into a room of which nothing is kept",
            "  parley admin erase 'nick!*@host.example'        what somebody has said, in all rooms",
            "  parley admin keep '#room' --age 30d --lines 10000",
            "  parley admin keep                               what was said for single rooms",
            "",
        },
        description = {
            "Asks a running node to do something with what is kept. Files are written and read by the node.",
            "",
        })
public final class AdminCommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MILLIS = TimeUnit.HOURS.toMillis(1);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "the folder of the node, or of the cluster (~/.local/state/parley)")
    private @Nullable Path data;

    @Command(name = "backup", description = "Writes a whole copy of the default store.")
    int backup(@Parameters(paramLabel = "FILE") Path file) throws Exception {
        return ask("backup", absolute(file));
    }

    @Command(name = "export", description = "Writes what is kept of a room as JSON lines.")
    int export(@Parameters(paramLabel = "ROOM") String room, @Parameters(paramLabel = "FILE") Path file)
            throws Exception {
        return ask("export", room, absolute(file));
    }

    @Command(name = "import", description = "Reads JSON lines into a room of which nothing is kept.")
    int importInto(@Parameters(paramLabel = "ROOM") String room, @Parameters(paramLabel = "FILE") Path file)
            throws Exception {
        return ask("import", room, absolute(file));
    }

    @Command(name = "erase", description = "Takes the content out of what somebody has said, in all rooms.")
    int erase(@Parameters(paramLabel = "NICK!USER@HOST", description = "with * and ?") String mask) throws Exception {
        return ask("erase", mask);
    }

    @Command(name = "keep", description = "Says what is kept of one room; without a room, shows what was said.")
    int keep(
            @Parameters(paramLabel = "ROOM", arity = "0..1") @Nullable String room,
            @Option(
                            names = "--age",
                            paramLabel = "AGE",
                            description = "such as 12h or 30d; 0d: as for all rooms",
                            defaultValue = "0d")
                    String age,
            @Option(names = "--lines", paramLabel = "N", description = "0: as for all rooms", defaultValue = "0")
                    long lines)
            throws Exception {
        return room == null ? ask("keep") : ask("keep", room, duration(age).toString(), Long.toString(lines));
    }

    private static Duration duration(String text) throws ExitStatus.Failure {
        if (!text.matches("[0-9]{1,6}[smhd]")) {
            throw new ExitStatus.Failure(ExitStatus.WRONG_CALL, "not an age: " + text + "; write 90s, 15m, 12h or 30d");
        }
        var days = text.endsWith("d");
        return Duration.parse((days ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private int ask(String... words) throws ExitStatus.Failure, JsonProcessingException {
        var request = "admin " + JSON.writeValueAsString(List.of(words));
        for (var folder : folders()) {
            if (Files.exists(folder.resolve(ControlSocket.NAME))) {
                try {
                    return tell(ControlSocket.ask(folder, request, PATIENCE_MILLIS));
                } catch (IOException silent) {
                    // The next one may answer.
                }
            }
        }
        throw new ExitStatus.Failure(
                ExitStatus.FAILED, "no node answers in " + folders() + ": say where it runs with --data");
    }

    private static int tell(String answer) throws ExitStatus.Failure {
        if (!answer.startsWith("ok")) {
            throw new ExitStatus.Failure(ExitStatus.FAILED, answer.replaceFirst("^error ", ""));
        }
        System.out.println(answer.replaceFirst("^ok ?", ""));
        return ExitStatus.DONE;
    }

    private List<Path> folders() throws ExitStatus.Failure {
        var folder =
                (data == null ? DataFolder.byDefault() : data).toAbsolutePath().normalize();
        if (Files.exists(folder.resolve(ControlSocket.NAME))) {
            return List.of(folder);
        }
        var nodes = LocalCluster.read(folder).nodes().stream()
                .map(LocalNode::folder)
                .toList();
        return nodes.isEmpty() ? List.of(folder) : nodes;
    }
}
