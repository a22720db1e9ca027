package chat.parley.node.dialect.irc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every command by its name. */
final class CommandTable {
    static final CommandTable ALL = new CommandTable(List.of(
            RegistrationCommands.ALL,
            MessageCommands.ALL,
            HistoryCommands.ALL,
            RedactCommand.ALL,
            MarkReadCommand.ALL,
            SearchCommand.ALL,
            RoomCommands.ALL,
            MembershipCommands.ALL,
            ModeCommand.ALL,
            PeopleCommands.ALL,
            WhoCommands.ALL,
            ListCommand.ALL,
            ServerCommands.ALL,
            OperatorCommands.ALL));

    private final Map<String, Command> byName = new TreeMap<>();

    private CommandTable(List<List<Command>> groups) {
        groups.forEach(group -> group.forEach(command -> byName.put(command.name(), command)));
    }

    @Nullable
    Command find(String name) {
        return byName.get(name);
    }

    /** In the order of their names. */
    Collection<Command> all() {
        return byName.values();
    }
}
