package chat.parley.client.script;

import chat.parley.client.connection.Timing;
import chat.parley.client.script.RoomsErrand.ListedRoom;
import chat.parley.wire.Formatting;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley rooms}: which rooms there are. */
@Command(
        name = "rooms",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {"", "Writes the rooms of a server, the fullest first: people, name, topic.", ""},
        footer = {"", ScriptCommand.EXIT_CODES})
public final class Rooms extends ScriptCommand {
    @Option(names = "--json", description = "a JSON object a line: room, people, topic")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return session(new RoomsErrand(this::print), Timing.UNATTENDED).run();
    }

    private void print(List<ListedRoom> rooms) {
        Predicate<String> output = output();
        for (ListedRoom room : rooms) {
            String plain = "%5d  %s%s"
                    .formatted(room.people(), room.name(), room.topic().isBlank() ? "" : "  " + room.topic());
            if (!output.test(json ? room.json() : Formatting.plain(plain))) {
                return;
            }
        }
    }
}
