package chat.parley.client.model;

import chat.parley.client.model.Happening.Kind;
import chat.parley.client.model.State.Phase;
import chat.parley.wire.Line;
import chat.parley.wire.Parsed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person can do. Each method either sends something, shows something, or tells why it cannot. */
public final class Actions {
    private final State state;
    private final Effects effects;
    private final Outgoing outgoing;
    private final History history;
    private final Places places;

    Actions(State state, Effects effects, Outgoing outgoing, History history, Places places) {
        this.state = state;
        this.effects = effects;
        this.outgoing = outgoing;
        this.history = history;
        this.places = places;
    }

    /** Shows a line that is for this person alone. */
    public void tell(String text) {
        effects.tell(text);
    }

    /** Tells that something cannot be done, and counts it as a failure. */
    public void problem(String text) {
        state.atLeast(ExitCode.FAILED);
        effects.problem(text);
    }

    /** A typed line is done with. */
    public void lineDone() {
        effects.add(new Effect.LineDone());
    }

    /** Says something where typed text goes; the line is done when the server has it. */
    public void say(Kind kind, String text) {
        if (state.current == null) {
            outgoing.refuseLine(text, "you are in no room; /join one first");
        } else {
            say(state.current, kind, text);
        }
    }

    /** Says something to a room or a person; the line is done when the server has it. */
    public void say(String target, Kind kind, String text) {
        Room room = state.room(target);
        if (state.phase != Phase.ONLINE) {
            outgoing.refuseLine(text, "there is no connection to a server");
        } else if (room != null && !room.isJoined()) {
            outgoing.refuseLine(text, "you are not in " + target);
        } else if (!isWord(target)) {
            outgoing.refuseLine(text, "\"" + target + "\" is neither a room nor a nick");
        } else {
            outgoing.say(target, kind, text);
        }
    }

    /** Goes into a room, and makes it the current one. */
    public void join(String name, @Nullable String key) {
        String full = state.isupport.isChannel(name) ? name : "#" + name;
        if (!isOnline("join") || !isWholeWord(full, "room name")) {
            return;
        }
        Room room = state.roomOrNew(full);
        room.key(key);
        places.look(room.name());
        if (!room.isJoined()) {
            enter(room);
        }
    }

    void enter(Room room) {
        String key = room.key();
        state.joining.add(state.fold(room.name()));
        effects.send(key == null ? Line.of("JOIN", room.name()) : Line.of("JOIN", room.name(), key));
    }

    /** Goes out of a room; the current one when none is given. */
    public void part(@Nullable String name, @Nullable String reason) {
        Room room = roomOrCurrent(name);
        if (room != null && isOnline("part")) {
            effects.send(reason == null ? Line.of("PART", room.name()) : Line.of("PART", room.name(), reason));
        }
    }

    public void nick(String nick) {
        if (isOnline("nick") && isWholeWord(nick, "nick")) {
            effects.send("NICK", nick);
        }
    }

    /** Asks for the current room's topic, or sets it. */
    public void topic(@Nullable String topic) {
        Room room = roomOrCurrent(null);
        if (room != null && isOnline("topic")) {
            if (topic == null) {
                room.askTopic();
            }
            effects.send(topic == null ? Line.of("TOPIC", room.name()) : Line.of("TOPIC", room.name(), topic));
        }
    }

    /** Asks who is in a room, the current one when none is given. */
    public void names(@Nullable String name) {
        Room room = name == null ? roomOrCurrent(null) : state.room(name);
        if (isOnline("names") && (room != null || name != null)) {
            if (room != null) {
                room.askNames();
            }
            ask("NAMES", room != null ? room.name() : name);
        }
    }

    public void whois(String nick) {
        if (isOnline("whois")) {
            ask("WHOIS", nick);
        }
    }

    public void list(@Nullable String pattern) {
        if (isOnline("list")) {
            ask("LIST", pattern);
        }
    }

    /** Away with a reason, or back without one. */
    public void away(@Nullable String reason) {
        if (isOnline("away")) {
            state.awayReason = reason == null ? "away" : reason;
            effects.send(reason == null ? Line.of("AWAY") : Line.of("AWAY", reason));
        }
    }

    /** Takes somebody along into the current room. */
    public void invite(String nick) {
        Room room = roomOrCurrent(null);
        if (room != null && isOnline("invite") && isWholeWord(nick, "nick")) {
            effects.send("INVITE", nick, room.name());
        }
    }

    /** Puts somebody out of the current room. */
    public void kick(String nick, @Nullable String reason) {
        Room room = roomOrCurrent(null);
        if (room != null && isOnline("kick") && isWholeWord(nick, "nick")) {
            effects.send(
                    reason == null ? Line.of("KICK", room.name(), nick) : Line.of("KICK", room.name(), nick, reason));
        }
    }

    /** Shows or changes the modes of the current room. */
    public void mode(@Nullable String modes) {
        Room room = roomOrCurrent(null);
        if (room != null && isOnline("mode")) {
            List<String> params = new ArrayList<>(List.of(room.name()));
            params.addAll(modes == null ? List.of() : List.of(modes.split(" +", -1)));
            effects.send("MODE", params.toArray(String[]::new));
        }
    }

    /** Sends a line as it was typed. */
    public void raw(String text) {
        if (!isOnline("raw")) {
            return;
        }
        if (Line.parse(text) instanceof Parsed.Ok ok) {
            effects.send(ok.line());
        } else {
            problem("this is no line that a server understands");
        }
    }

    /** Looks for words in what the server keeps of the current conversation; of all where that is no place. */
    public void search(String words) {
        Conversation current = state.conversations.current();
        String place = current.isKept() ? current.name() : "";
        if (isOnline("search") && !history.search(place, words)) {
            problem("this server cannot search");
        }
    }

    /** Ends the current conversation: leaves the room, puts a person or what was found off the list. */
    public void close(@Nullable String reason) {
        Conversation current = state.conversations.current();
        if (state.room(current.name()) != null) {
            part(null, reason);
        } else if (current.kind() != Conversation.Kind.SERVER) {
            places.go(-1);
            state.conversations.remove(current.name());
        }
    }

    private void ask(String command, @Nullable String word) {
        if (word == null) {
            effects.send(command);
        } else if (isWholeWord(word, "name")) {
            effects.send(command, word);
        }
    }

    private @Nullable Room roomOrCurrent(@Nullable String name) {
        String wanted = name == null ? state.current : name;
        Room room = wanted == null ? null : state.room(wanted);
        if (room == null) {
            problem(wanted == null ? "you are in no room; /join one first" : "you are not in the room " + wanted);
        }
        return room;
    }

    private boolean isOnline(String command) {
        if (state.phase != Phase.ONLINE) {
            problem("/" + command + " needs a server, and there is none at the moment");
        }
        return state.phase == Phase.ONLINE;
    }

    private boolean isWholeWord(String word, String what) {
        if (!isWord(word)) {
            problem("\"" + word + "\" is no " + what);
        }
        return isWord(word);
    }

    /** What can stand in the middle of a line and names one thing only. */
    static boolean isWord(String word) {
        return !word.isEmpty()
                && !word.startsWith(":")
                && List.of(" ", ",", "\n", "\r", "\0").stream().noneMatch(word::contains);
    }
}
