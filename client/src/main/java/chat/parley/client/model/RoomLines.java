package chat.parley.client.model;

import static chat.parley.client.model.Lines.last;
import static chat.parley.client.model.Lines.param;
import static chat.parley.client.model.Lines.restFrom;
import static chat.parley.client.model.Lines.sender;
import static chat.parley.client.model.Lines.source;

import chat.parley.client.model.Happening.Arrived;
import chat.parley.client.model.Happening.Headcount;
import chat.parley.client.model.Happening.Joined;
import chat.parley.client.model.Happening.Left;
import chat.parley.client.model.Happening.Renamed;
import chat.parley.client.model.Happening.Told;
import chat.parley.wire.Isupport.ModeKind;
import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import chat.parley.wire.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps the rooms and the people in them as the server tells. */
final class RoomLines {
    private final State state;
    private final Effects effects;
    private final History history;

    RoomLines(State state, Effects effects, History history, Handlers handlers) {
        this.state = state;
        this.effects = effects;
        this.history = history;
        handlers.on("JOIN", this::onJoin)
                .on("PART", this::onPart)
                .on("KICK", this::onKick)
                .on("QUIT", this::onQuit)
                .on("NICK", this::onNick)
                .on("TOPIC", this::onTopic)
                .on("MODE", this::onMode)
                .on("INVITE", this::onInvite)
                .on("CHGHOST", this::onHostChanged)
                .on("AWAY", this::onAway)
                .on(Numeric.RPL_TOPIC, this::onTopicReply)
                .on(Numeric.RPL_NOTOPIC, this::onTopicReply)
                .on(Numeric.RPL_NAMREPLY, this::onNames)
                .on(Numeric.RPL_ENDOFNAMES, this::onEndOfNames);
    }

    private void onJoin(Line line) {
        String nick = sender(line);
        if (state.isMe(nick)) {
            onOwnJoin(line);
            return;
        }
        Room room = state.room(param(line, 0));
        if (room != null) {
            room.add(nick);
            effects.show(new Joined(time(line), headcount(room), nick));
        }
    }

    private void onOwnJoin(Line line) {
        String name = param(line, 0);
        rememberSource(line);
        state.joining.remove(state.fold(name));
        Room room = state.roomOrNew(name);
        room.enter(state.nick);
        if (state.current == null) {
            state.current = name;
        }
        history.entered(state.conversations.of(room.name()));
    }

    private void onPart(Line line) {
        leave(line, sender(line), "left", param(line, 1));
    }

    private void onKick(Line line) {
        leave(line, param(line, 1), "was put out by " + sender(line) + " of", param(line, 2));
    }

    private void leave(Line line, String nick, String how, String reason) {
        Room room = state.room(param(line, 0));
        if (room == null) {
            return;
        }
        room.remove(nick);
        effects.show(new Left(time(line), List.of(headcount(room)), nick, state.isMe(nick), how, reason));
        if (state.isMe(nick)) {
            state.removeRoom(room.name());
            if (!how.startsWith("was")) {
                state.conversations.remove(room.name());
            }
        }
    }

    private void onQuit(Line line) {
        String nick = sender(line);
        state.absent.remove(state.fold(nick));
        List<Headcount> left = new ArrayList<>();
        for (Room room : state.rooms()) {
            if (room.remove(nick)) {
                left.add(headcount(room));
            }
        }
        Left gone = new Left(time(line), left, nick, false, "left", param(line, 0));
        if (!left.isEmpty()) {
            effects.show(gone);
        }
        Conversation person = state.conversations.find(nick);
        if (person != null) {
            person.add(gone, Entry.Mark.NONE);
        }
    }

    private void onNick(Line line) {
        String before = sender(line);
        String after = param(line, 0);
        boolean own = state.isMe(before);
        List<String> shared = new ArrayList<>();
        for (Room room : state.rooms()) {
            if (room.rename(before, after)) {
                shared.add(room.name());
            }
        }
        if (own) {
            state.nick = after;
        } else if (state.isCurrent(before)) {
            state.current = after;
        }
        state.conversations.rename(before, after);
        effects.show(new Renamed(time(line), shared, before, after, own));
    }

    private void onTopic(Line line) {
        Room room = state.room(param(line, 0));
        if (room != null) {
            String topic = param(line, 1);
            room.topic(topic.isEmpty() ? null : topic);
            String told = topic.isEmpty() ? " cleared the topic of " : " set the topic of ";
            effects.show(new Told(
                    time(line),
                    room.name(),
                    sender(line) + told + room.name() + (topic.isEmpty() ? "" : ": " + topic)));
        }
    }

    private void onTopicReply(Line line) {
        Room room = state.room(param(line, 1));
        boolean isSet = line.command().equals(Numeric.RPL_TOPIC.code());
        if (room != null) {
            room.topic(isSet ? last(line) : null);
        }
        if (room == null || room.endTopicQuestion()) {
            effects.tell(isSet ? "topic of " + param(line, 1) + ": " + last(line) : param(line, 1) + " has no topic");
        }
    }

    private void onMode(Line line) {
        Room room = state.room(param(line, 0));
        if (room != null) {
            applyModes(room, line.params());
            effects.show(new Told(
                    time(line), room.name(), sender(line) + " set " + restFrom(line, 1) + " in " + room.name()));
        }
    }

    /** Only the modes that give a person a standing are kept; the others are stepped over with their parameters. */
    private void applyModes(Room room, List<String> params) {
        boolean given = true;
        int next = 2;
        String modes = params.size() > 1 ? params.get(1) : "";
        for (int i = 0; i < modes.length(); i++) {
            char mode = modes.charAt(i);
            if (mode == '+' || mode == '-') {
                given = mode == '+';
                continue;
            }
            ModeKind kind = state.isupport.modeKind(mode);
            boolean takesParam =
                    kind == ModeKind.LIST || kind == ModeKind.ALWAYS || (kind == ModeKind.WHEN_SET && given);
            int rank = state.isupport.prefixModes().indexOf(mode);
            if (rank >= 0 && next < params.size()) {
                String symbols = state.isupport.prefixSymbols();
                room.rank(params.get(next), symbols.charAt(rank), given, symbols);
            }
            next += takesParam ? 1 : 0;
        }
    }

    private void onInvite(Line line) {
        if (state.isMe(param(line, 0))) {
            effects.tell(sender(line) + " invites you: /join " + param(line, 1));
        } else {
            effects.tell(sender(line) + " invites " + param(line, 0) + " to " + param(line, 1));
        }
    }

    private void onHostChanged(Line line) {
        if (state.isMe(sender(line))) {
            state.userHost = "!" + param(line, 0) + "@" + param(line, 1);
        }
    }

    /** away-notify. */
    private void onAway(Line line) {
        if (line.params().isEmpty()) {
            state.absent.remove(state.fold(sender(line)));
        } else {
            state.absent.add(state.fold(sender(line)));
        }
    }

    /** multi-prefix and userhost-in-names may add to each name. */
    private void onNames(Line line) {
        Room room = state.room(param(line, 2));
        for (String entry : last(line).trim().split(" +", -1)) {
            String withHost = state.isupport.withoutPrefix(entry);
            String nick = Source.parse(withHost).name();
            if (room != null && room.isJoined() && !nick.isEmpty()) {
                room.list(new Person(nick, entry.substring(0, entry.length() - withHost.length())));
            }
        }
        if (room == null || !room.isJoined()) {
            effects.tell("in " + param(line, 2) + ": " + last(line).trim());
        }
    }

    private void onEndOfNames(Line line) {
        Room room = state.room(param(line, 1));
        if (room != null && room.isJoined() && room.endList()) {
            effects.show(new Arrived(effects.now(), room.name(), room.names(), room.topic()));
        }
    }

    private void rememberSource(Line line) {
        String text = source(line).text();
        if (text.indexOf('!') > 0) {
            state.userHost = text.substring(text.indexOf('!'));
        }
    }

    private Instant time(Line line) {
        return Lines.time(line, effects.now());
    }

    private static Headcount headcount(Room room) {
        return new Headcount(room.name(), room.headcount());
    }
}
