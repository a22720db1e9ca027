package chat.parley.node.room;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person asks of a room. Decided by {@link RoomRules}, in the order in which the room's entity receives them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
public sealed interface RoomCommand {
    /**
     * Become a member (RFC 2812 section 3.2.1). Somebody who is one already: done, without an event.
     *
     * @param room the name as this person writes it; a room keeps the spelling of the first
     */
    record Join(Person person, RoomName room, @Nullable String key) implements RoomCommand {}

    /** Stop being one (section 3.2.2). */
    record Part(String reason) implements RoomCommand {}

    /**
     * Say something (sections 3.3.1, 3.3.2; IRCv3 message-tags for {@code TAGS_ONLY}).
     *
     * @param author as others shall see them; {@code author.id()} is the asking person
     * @param atLeast only members with this role or a higher one hear it ({@code @#room}); {@code null}: everybody
     * @param tags client-only tags to pass on
     * @param to in a private conversation the name of the other one, as the directory has it
     */
    record Say(
            Identity author,
            SayKind kind,
            String text,
            @Nullable Role atLeast,
            Tags tags,
            @Nullable Nick to) implements RoomCommand {
        /** To a room. */
        public Say(Identity author, SayKind kind, String text, @Nullable Role atLeast, Tags tags) {
            this(author, kind, text, atLeast, tags, null);
        }

        /** To one person. */
        public Say addressedTo(Nick nick) {
            return new Say(author, kind, text, atLeast, tags, nick);
        }
    }

    /** Change the topic; empty removes it (section 3.2.4). */
    record SetTopic(Identity author, String topic) implements RoomCommand {}

    /** Change modes (section 3.2.3): all that are allowed and make a difference become one event. */
    record ChangeModes(Identity author, List<ModeChange> changes) implements RoomCommand {}

    /** Put a member out (section 3.2.8). */
    record Kick(Identity author, Nick target, String reason) implements RoomCommand {}

    /** Let somebody in whom the modes would keep out (section 3.2.7); the invited is told by the inviter's user actor. */
    record Invite(Identity author, Identity target) implements RoomCommand {}

    /**
     * Take something back that was said (IRCv3 message-redaction).
     *
     * @param epoch with {@code seq} the place of the message
     * @param sayer who said it, as the asking person's node has read it
     */
    record Redact(Identity author, long epoch, long seq, PersonId sayer, String reason) implements RoomCommand {}

    /** Takes the place of a request whose deadline passed, so that the numbers have no gap. Changes nothing. */
    record Skip() implements RoomCommand {}
}
