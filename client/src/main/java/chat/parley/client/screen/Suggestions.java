package chat.parley.client.screen;

import chat.parley.client.command.CommandTable;
import chat.parley.client.model.Conversation;
import chat.parley.client.model.Overview;
import chat.parley.client.model.Person;
import chat.parley.wire.Formatting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a word could become: names, the last speaker first; rooms; commands and their arguments; emoji. */
final class Suggestions implements Suggesting {
    private static final int LIMIT = 200;

    private final Overview overview;

    Suggestions(Overview overview) {
        this.overview = overview;
    }

    @Override
    public List<Suggestion> suggest(String text, int cursor) {
        int start = Completion.wordStart(text, cursor);
        String word = text.substring(start, cursor).toLowerCase(Locale.ROOT);
        boolean isCommand = text.startsWith("/") && !text.startsWith("//");
        if (isCommand && start == 0) {
            return commands(word);
        }
        if (word.startsWith(":") && word.length() > 1) {
            return Emoji.suggest(word.substring(1), LIMIT);
        }
        String argument = isCommand ? argument(text, start) : "";
        boolean isRoom = argument.contains("ROOM") || (!isCommand && word.startsWith("#"));
        boolean isNick = argument.contains("NICK") || (!isRoom && !argument.equals("none"));
        List<Suggestion> found = new ArrayList<>(isRoom ? rooms(word) : List.of());
        if (isNick) {
            found.addAll(names(word, start == 0 ? ": " : " "));
        }
        return found.subList(0, Math.min(LIMIT, found.size()));
    }

    private static List<Suggestion> commands(String word) {
        return CommandTable.names().stream()
                .filter(name -> name.startsWith(word))
                .map(name -> new Suggestion(name + " ", name))
                .toList();
    }

    /** What the help calls the argument that begins here. */
    private static String argument(String text, int start) {
        String[] before = text.substring(0, start).strip().split("\\s+", -1);
        String[] arguments = CommandTable.arguments(before[0]).split(" ", -1);
        return before.length - 1 < arguments.length ? arguments[before.length - 1] : "";
    }

    private List<Suggestion> rooms(String word) {
        return overview.conversations().stream()
                .filter(each -> each.kind() == Conversation.Kind.ROOM)
                .map(Conversation::name)
                .filter(name -> isMatch(name, word) || isMatch(name.substring(1), word))
                .map(name -> new Suggestion(name + " ", Formatting.plain(name)))
                .toList();
    }

    private List<Suggestion> names(String word, String ending) {
        Conversation current = overview.current();
        Set<String> names = new LinkedHashSet<>(current.speakers());
        Set<String> here = new LinkedHashSet<>();
        overview.people(current).stream().map(Person::nick).forEach(here::add);
        if (current.kind() == Conversation.Kind.ROOM) {
            names.retainAll(here);
        }
        names.addAll(here);
        if (current.kind() == Conversation.Kind.PERSON) {
            names.add(current.name());
        }
        names.remove(overview.nick());
        return names.stream()
                .filter(name -> isMatch(name, word))
                .map(name -> new Suggestion(name + ending, Formatting.plain(name)))
                .toList();
    }

    private static boolean isMatch(String name, String word) {
        return name.toLowerCase(Locale.ROOT).startsWith(word);
    }
}
