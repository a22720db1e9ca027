package chat.parley.client.model;

import chat.parley.client.model.Conversation.Kind;
import chat.parley.client.model.Entry.Mark;
import chat.parley.client.model.Happening.Arrived;
import chat.parley.client.model.Happening.Joined;
import chat.parley.client.model.Happening.Left;
import chat.parley.client.model.Happening.LinkTold;
import chat.parley.client.model.Happening.Problem;
import chat.parley.client.model.Happening.Renamed;
import chat.parley.client.model.Happening.Said;
import chat.parley.client.model.Happening.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All conversations, and which of them each happening belongs to. */
final class Conversations implements Happening.Visitor<List<Conversation>> {
    private static final int LIMIT = 1_000;

    private final State state;
    private final Conversation server = new Conversation("", Kind.SERVER);

    // Mutable state
    private Map<String, Conversation> byName = new LinkedHashMap<>();

    Conversations(State state) {
        this.state = state;
    }

    Conversation server() {
        return server;
    }

    /** In the order in which a list shows them. */
    List<Conversation> all() {
        List<Conversation> all = new ArrayList<>(byName.values());
        all.add(0, server);
        all.sort(Comparator.comparing(Conversation::kind));
        return all;
    }

    @Nullable
    Conversation find(String name) {
        return byName.get(state.fold(name));
    }

    /** The one of this name; begins it where there is none. The least used one goes when there are too many. */
    Conversation of(String name) {
        Conversation there = find(name);
        return there != null ? there : begin(name, state.isupport.isChannel(name) ? Kind.ROOM : Kind.PERSON);
    }

    Conversation begin(String name, Kind kind) {
        if (byName.size() >= LIMIT) {
            byName.values().stream()
                    .filter(each -> each.kind() == Kind.PERSON)
                    .findFirst()
                    .ifPresent(each -> remove(each.name()));
        }
        Conversation begun = new Conversation(name, kind);
        byName.put(state.fold(name), begun);
        return begun;
    }

    void remove(String name) {
        byName.remove(state.fold(name));
    }

    /** A conversation with a person goes on under their new name. */
    void rename(String before, String after) {
        Conversation person = find(before);
        if (person != null && person.kind() == Kind.PERSON) {
            remove(before);
            person.rename(after);
            byName.put(state.fold(after), person);
        }
    }

    /** The names are the same or not by other rules now. */
    void refile() {
        Map<String, Conversation> refiled = new LinkedHashMap<>();
        byName.values().forEach(each -> refiled.put(state.fold(each.name()), each));
        byName = refiled;
    }

    /** The one that is looked at. */
    Conversation current() {
        return state.current == null ? server : of(state.current);
    }

    /** Puts something where it belongs. */
    void file(Happening happening) {
        happening.accept(this).forEach(conversation -> conversation.add(happening, Mark.NONE));
    }

    @Override
    public List<Conversation> said(Said said) {
        return List.of(of(said.place()));
    }

    @Override
    public List<Conversation> arrived(Arrived arrived) {
        return List.of(of(arrived.room()));
    }

    @Override
    public List<Conversation> joined(Joined joined) {
        return List.of(of(joined.room().room()));
    }

    @Override
    public List<Conversation> left(Left left) {
        return left.rooms().stream().map(room -> of(room.room())).toList();
    }

    @Override
    public List<Conversation> renamed(Renamed renamed) {
        List<Conversation> places = new ArrayList<>();
        renamed.rooms().forEach(room -> places.add(of(room)));
        Conversation person = find(renamed.after());
        if (person != null) {
            places.add(person);
        }
        return places;
    }

    @Override
    public List<Conversation> told(Told told) {
        return List.of(told.place().isEmpty() ? current() : of(told.place()));
    }

    @Override
    public List<Conversation> linkTold(LinkTold told) {
        return state.current == null ? List.of(server) : List.of(server, current());
    }

    @Override
    public List<Conversation> problem(Problem problem) {
        return List.of(current());
    }
}
