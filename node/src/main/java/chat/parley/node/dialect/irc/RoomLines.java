package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.RPL_INVITING;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.room.Entry;
import chat.parley.node.room.MessageId;
import chat.parley.node.room.ModeChange;
import chat.parley.node.room.Role;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomView;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event of a room other than a message, as lines: for those who see it happen, and for who made it happen. */
final class RoomLines {
    private static final byte[] NONE = new byte[0];

    private final Entry entry;
    private final RoomView room;
    private final String server;
    private final Capabilities capabilities;
    private final @Nullable String time;
    private final Replies lines;

    private RoomLines(Entry entry, RoomView room, String server, Capabilities capabilities, String client) {
        this.entry = entry;
        this.room = room;
        this.server = server;
        this.capabilities = capabilities;
        this.time = capabilities.has(Capability.SERVER_TIME) ? ServerTime.of(entry.timeMillis()) : null;
        this.lines = new Replies(server, client);
    }

    static RoomLines of(Entry entry, RoomView room, String server, Capabilities capabilities) {
        return new RoomLines(entry, room, server, capabilities, clientOf(entry.event()));
    }

    /** Whom numerics of the author's own copy are for. */
    private static String clientOf(RoomEvent event) {
        if (event instanceof RoomEvent.Joined joined) {
            return joined.person().nick().text();
        }
        return event instanceof RoomEvent.Invited invited ? invited.by().nick().text() : "*";
    }

    byte[] forOthers() {
        var event = entry.event();
        if (event instanceof RoomEvent.Joined joined) {
            return joined(joined.person(), Roles.NONE);
        }
        if (event instanceof RoomEvent.Restored restored) {
            return joined(restored.person(), restored.roles());
        }
        if (event instanceof RoomEvent.Invited invited) {
            return capabilities.has(Capability.INVITE_NOTIFY) ? invited(invited) : NONE;
        }
        return forEverybody(event);
    }

    byte[] forAuthor() {
        var event = entry.event();
        if (event instanceof RoomEvent.Joined joined) {
            return ownJoin(joined.person());
        }
        if (event instanceof RoomEvent.Invited invited) {
            return inviting(invited);
        }
        return event instanceof RoomEvent.Restored ? forOthers() : forEverybody(event);
    }

    private byte[] forEverybody(RoomEvent event) {
        if (event instanceof RoomEvent.Parted parted) {
            return parted(parted);
        }
        if (event instanceof RoomEvent.Kicked kicked) {
            return kicked(kicked);
        }
        if (event instanceof RoomEvent.Redacted redacted) {
            return capabilities.has(Capability.MESSAGE_REDACTION) ? redacted(redacted) : NONE;
        }
        if (event instanceof RoomEvent.TopicChanged changed) {
            return line(changed.by(), "TOPIC", name(), changed.topic());
        }
        return event instanceof RoomEvent.ModesChanged changed ? modes(changed) : NONE;
    }

    /** RFC 2812 section 3.2.1; IRCv3 extended-join; who is away is told to be so (IRCv3 away-notify). */
    private byte[] joined(Person person, Roles roles) {
        join(person);
        var prefixed = rolesGiven(roles, person);
        if (!prefixed.isEmpty()) {
            writeModes(server, prefixed);
        }
        var away = person.away();
        if (away != null && capabilities.has(Capability.AWAY_NOTIFY)) {
            lines.from(person.identity().hostmask(), time, "AWAY", away);
        }
        return lines.take();
    }

    /**
     * JOIN, then the topic where there is one, then the names (RFC 2812 section 3.2.1). Those who shall be told before the end of the names how far
     * they have read get the names with that: see {@link MarkReadCommand#onJoin}.
     */
    private byte[] ownJoin(Person person) {
        join(person);
        var answers = new RoomAnswers(lines, capabilities);
        answers.topicOnJoin(room);
        if (!capabilities.has(Capability.READ_MARKER)) {
            answers.names(room, room.displayName());
        }
        return lines.take();
    }

    private void join(Person person) {
        var source = person.identity().hostmask();
        if (capabilities.has(Capability.EXTENDED_JOIN)) {
            // No accounts yet: the star says so.
            lines.from(source, time, "JOIN", name(), "*", person.realName());
        } else {
            lines.fromWords(source, time, "JOIN", name());
        }
    }

    private static List<ModeChange> rolesGiven(Roles roles, Person person) {
        var given = new ArrayList<ModeChange>();
        for (var role : Role.values()) {
            if (roles.has(role)) {
                given.add(new ModeChange(true, role.mode(), person.nick().text()));
            }
        }
        return given;
    }

    /** RFC 2812 section 3.2.2. */
    private byte[] parted(RoomEvent.Parted parted) {
        if (parted.reason().isEmpty()) {
            lines.fromWords(parted.who().hostmask(), time, "PART", name());
            return lines.take();
        }
        return line(parted.who(), "PART", name(), parted.reason());
    }

    /** RFC 2812 section 3.2.8. */
    private byte[] kicked(RoomEvent.Kicked kicked) {
        var reason = kicked.reason().isEmpty() ? kicked.by().nick().text() : kicked.reason();
        return line(kicked.by(), "KICK", name(), kicked.who().nick().text(), reason);
    }

    /** IRCv3 invite-notify. */
    private byte[] invited(RoomEvent.Invited invited) {
        lines.fromWords(
                invited.by().hostmask(), time, "INVITE", invited.who().nick().text(), name());
        return lines.take();
    }

    /** RFC 2812 section 3.2.7. */
    private byte[] inviting(RoomEvent.Invited invited) {
        lines.plainNumeric(RPL_INVITING, invited.who().nick().text(), name());
        return lines.take();
    }

    /** IRCv3 message-redaction, Command: only for those who have negotiated it. */
    private byte[] redacted(RoomEvent.Redacted redacted) {
        var id = MessageId.of(room.key(), redacted.epoch(), redacted.seq());
        if (redacted.reason().isEmpty()) {
            lines.fromWords(redacted.by().hostmask(), time, "REDACT", name(), id);
            return lines.take();
        }
        return line(redacted.by(), "REDACT", name(), id, redacted.reason());
    }

    private byte[] modes(RoomEvent.ModesChanged changed) {
        writeModes(changed.by().hostmask(), changed.changes());
        return lines.take();
    }

    /** RFC 2812 section 3.2.3: as many changes on a line as there is room for. */
    private void writeModes(String source, List<ModeChange> changes) {
        var room = LineWriter.roomFor(source, "MODE", name());
        var words = new ModeWords();
        for (var change : changes) {
            if (!words.isEmpty() && words.bytesWith(change) > room) {
                lines.fromWords(source, time, "MODE", words.after(name()));
                words = new ModeWords();
            }
            words.add(change);
        }
        lines.fromWords(source, time, "MODE", words.after(name()));
    }

    private byte[] line(Identity source, String command, String... params) {
        lines.from(source.hostmask(), time, command, params);
        return lines.take();
    }

    private String name() {
        return room.displayName();
    }

    /** Mode changes as the letters and the arguments of one MODE. */
    private static final class ModeWords {
        private final StringBuilder letters = new StringBuilder();
        private final List<String> arguments = new ArrayList<>();
        private int argumentBytes;
        private char sign;

        boolean isEmpty() {
            return letters.isEmpty();
        }

        int bytesWith(ModeChange change) {
            var argument = change.argument();
            return letters.length() + 2 + argumentBytes + (argument == null ? 0 : Utf8.length(argument) + 1);
        }

        void add(ModeChange change) {
            char wanted = change.add() ? '+' : '-';
            if (sign != wanted) {
                sign = wanted;
                letters.append(sign);
            }
            letters.append(change.mode());
            var argument = change.argument();
            if (argument != null) {
                arguments.add(argument);
                argumentBytes += Utf8.length(argument) + 1;
            }
        }

        String[] after(String room) {
            var words = new ArrayList<String>();
            words.add(room);
            words.add(letters.toString());
            words.addAll(arguments);
            return words.toArray(String[]::new);
        }
    }
}
