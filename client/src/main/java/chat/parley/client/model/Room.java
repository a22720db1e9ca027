package chat.parley.client.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A room that one is in or wants to be in, and who is there. */
final class Room {

    private final String name;
    private final UnaryOperator<String> fold;

    // Mutable state
    private Map<String, Person> people = new LinkedHashMap<>();
    private @Nullable Map<String, Person> listing;
    private @Nullable String key;
    private @Nullable String topic;
    private boolean joined;
    private boolean rejoining;
    private boolean namesAsked;
    private boolean topicAsked;

    Room(String name, UnaryOperator<String> fold) {
        this.name = name;
        this.fold = fold;
    }

    String name() {
        return name;
    }

    boolean isJoined() {
        return joined;
    }

    /** Coming back after the connection was lost; then there is no word about the arrival. */
    boolean isRejoining() {
        return rejoining;
    }

    @Nullable
    String key() {
        return key;
    }

    void key(@Nullable String newKey) {
        key = newKey;
    }

    @Nullable
    String topic() {
        return topic;
    }

    void topic(@Nullable String newTopic) {
        topic = newTopic;
    }

    void askNames() {
        namesAsked = true;
    }

    void askTopic() {
        topicAsked = true;
    }

    /** Whether somebody waits to see the topic; from now on nobody does. */
    boolean endTopicQuestion() {
        boolean wanted = topicAsked;
        topicAsked = false;
        return wanted;
    }

    /** The server let one in; who else is there comes next. */
    void enter(String ownNick) {
        joined = true;
        namesAsked = !rejoining;
        people.clear();
        add(ownNick);
    }

    void connectionLost() {
        rejoining |= joined;
        joined = false;
        listing = null;
        topic = null;
    }

    /** One line of a list of names. */
    void list(Person person) {
        if (listing == null) {
            listing = new LinkedHashMap<>();
        }
        listing.put(fold.apply(person.nick()), person);
    }

    /** The list is whole; true when somebody waits to see it. */
    boolean endList() {
        if (listing != null) {
            people = listing;
            listing = null;
        }
        boolean wanted = namesAsked;
        namesAsked = false;
        rejoining = false;
        return wanted;
    }

    void add(String nick) {
        put(new Person(nick, ""));
    }

    private void put(Person person) {
        people.put(fold.apply(person.nick()), person);
        if (listing != null) {
            listing.put(fold.apply(person.nick()), person);
        }
    }

    /** False when nobody of this name was here. */
    boolean remove(String nick) {
        if (listing != null) {
            listing.remove(fold.apply(nick));
        }
        return people.remove(fold.apply(nick)) != null;
    }

    boolean rename(String before, String after) {
        Person person = people.get(fold.apply(before));
        if (person == null) {
            return false;
        }
        remove(before);
        put(new Person(after, person.symbols()));
        return true;
    }

    /** Gives or takes a symbol; they stay in the order of the server's ranks. */
    void rank(String nick, char symbol, boolean given, String ranks) {
        Person person = people.get(fold.apply(nick));
        if (person != null) {
            String had = person.symbols().replace(String.valueOf(symbol), "");
            String now = given ? had + symbol : had;
            StringBuilder ordered = new StringBuilder();
            ranks.chars().filter(rank -> now.indexOf(rank) >= 0).forEach(rank -> ordered.append((char) rank));
            put(new Person(person.nick(), ordered.toString()));
        }
    }

    int headcount() {
        return people.size();
    }

    /** Everybody, by name. */
    List<Person> people() {
        return people.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Everybody with their highest symbol, by name. */
    List<String> names() {
        return people().stream()
                .map(person -> person.symbols().isEmpty()
                        ? person.nick()
                        : person.symbols().charAt(0) + person.nick())
                .toList();
    }
}
