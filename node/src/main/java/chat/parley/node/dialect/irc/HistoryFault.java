package chat.parley.node.dialect.irc;

import java.util.ArrayList;
import java.util.List;

/** Why a CHATHISTORY cannot be answered: the words of its FAIL line (IRCv3 chathistory, Errors and Warnings). */
final class HistoryFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<String> context;
    private final String description;

    private HistoryFault(String code, List<String> context, String description) {
        super(code + ": " + description, null, false, false);
        this.code = code;
        this.context = context;
        this.description = description;
    }

    /** What cannot be read as a command. */
    static HistoryFault params(String subcommand, String description) {
        return new HistoryFault("INVALID_PARAMS", List.of(subcommand), description);
    }

    /** An attribute of SEARCH that cannot be (search, Errors and Warnings). */
    static HistoryFault search(String attribute, String description) {
        return new HistoryFault("INVALID_PARAMS", List.of(attribute), "Invalid parameters: " + description);
    }

    /** What cannot be read as a parameter. */
    static HistoryFault params(String subcommand, String param, String description) {
        return new HistoryFault("INVALID_PARAMS", List.of(subcommand, param), description);
    }

    /** No room, or none that the asking person may read. */
    static HistoryFault target(String subcommand, String target, String why) {
        return new HistoryFault(
                "INVALID_TARGET", List.of(subcommand, target), "Messages could not be retrieved: " + why);
    }

    /** Neither a time nor an id. */
    static HistoryFault reference(String subcommand, String target, String reference) {
        return new HistoryFault(
                "INVALID_MSGREFTYPE",
                List.of(subcommand, target, reference),
                "Write msgid=... or timestamp=YYYY-MM-DDThh:mm:ss.sssZ");
    }

    /** What should be there and is not, or cannot be read now. */
    static HistoryFault message(String subcommand, String target, String why, String... context) {
        var all = new ArrayList<>(List.of(subcommand, target));
        all.addAll(List.of(context));
        return new HistoryFault("MESSAGE_ERROR", List.copyOf(all), "Messages could not be retrieved: " + why);
    }

    void write(Call call) {
        call.fail(code, context.stream().map(Replies::word).toList(), description);
    }
}
