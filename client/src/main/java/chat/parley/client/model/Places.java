package chat.parley.client.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a person is and what they look at. Nothing of it is said to anybody. */
public final class Places {
    private final State state;
    private final Effects effects;
    private final History history;

    Places(State state, Effects effects, History history) {
        this.state = state;
        this.effects = effects;
        this.history = history;
    }

    /** Makes a place the current one, {@code null} for none; what is new there is read then. */
    void look(@Nullable String place) {
        Conversation before = state.conversations.current();
        if (before.unread() == 0) {
            before.dropUnreadLine();
        }
        state.current = place;
        if (state.looking) {
            state.conversations.current().read(effects.now());
        }
    }

    /** Lets typed text go to another room or a person. */
    public void switchTo(String name) {
        Room room = state.room(name);
        if (room == null && !state.isupport.isChannel(name)) {
            room = state.room("#" + name);
        }
        Conversation there = state.conversations.find(name);
        if (room != null) {
            look(room.name());
        } else if (there != null) {
            look(there.name());
        } else if (state.isupport.isChannel(name)) {
            problem("you are not in " + name + "; /join " + name + " goes there");
        } else if (!Actions.isWord(name)) {
            problem("\"" + name + "\" is no nick");
        } else {
            look(name);
            history.entered(state.conversations.of(name));
        }
    }

    /** Shows the rooms that one is in. */
    public void tellRooms() {
        String rooms = state.rooms().stream()
                .map(room -> state.conversations.of(room.name()))
                .map(each -> each.name() + (each.unread() == 0 ? "" : " (" + each.unread() + " unread)"))
                .collect(Collectors.joining(", "));
        effects.tell(rooms.isEmpty() ? "you are in no room; /join one" : "you are in " + rooms);
    }

    /** Lets a place ring or not; the current one when none is given. */
    public void mute(@Nullable String name) {
        String place = name == null ? state.current : name;
        if (place == null) {
            problem("you are in no room; name the one to mute");
        } else if (state.muted.remove(state.fold(place))) {
            effects.tell(place + " may ring again");
        } else {
            state.muted.add(state.fold(place));
            effects.tell(place + " does not ring any more; /mute " + place + " takes that back");
        }
    }

    /** Goes down the list by so many, around its end. */
    public void go(int by) {
        List<Conversation> all = state.conversations.all();
        goTo(Math.floorMod(all.indexOf(state.conversations.current()) + by, all.size()));
    }

    /** Goes to a place in the list, from 0; nothing happens where there is none. */
    public void goTo(int index) {
        List<Conversation> all = state.conversations.all();
        if (index >= 0 && index < all.size()) {
            Conversation wanted = all.get(index);
            look(wanted.kind() == Conversation.Kind.SERVER ? null : wanted.name());
        }
    }

    /** Goes to the next conversation in which one is meant, or else to the next with anything new. */
    public void goToNews() {
        List<Conversation> all = state.conversations.all();
        int current = all.indexOf(state.conversations.current());
        List<Conversation> around = new ArrayList<>(all.subList(current + 1, all.size()));
        around.addAll(all.subList(0, current));
        Stream.concat(
                        around.stream().filter(each -> each.mentions() > 0),
                        around.stream().filter(each -> each.unread() > 0 && !state.isMuted(each.name())))
                .findFirst()
                .ifPresent(each -> goTo(all.indexOf(each)));
    }

    /** Whether a person looks at the newest of the current conversation; then it counts as read. */
    public void looking(boolean isLooking) {
        state.looking = isLooking;
        Conversation current = state.conversations.current();
        if (isLooking && current.unread() > 0) {
            current.read(effects.now());
        }
    }

    /** Whether the screen shows something far from the newest; what is shown there is kept. */
    public void farBack(boolean isFarBack) {
        state.conversations.current().farBack(isFarBack);
    }

    /** The beginning of what is here is on the screen: more of it is fetched where the server has it. */
    public void older() {
        history.older(state.conversations.current());
    }

    private void problem(String text) {
        state.atLeast(ExitCode.FAILED);
        effects.problem(text);
    }
}
