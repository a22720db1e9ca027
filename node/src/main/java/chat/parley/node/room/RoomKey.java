package chat.parley.node.room;

import chat.parley.node.person.PersonId;
import chat.parley.wire.RoomName;

/**
 * What a chat room entity is found by: a room's name, or the two people of a private conversation (which is a room like any other, with the same
 * order and acknowledgement).
 */
public sealed interface RoomKey {
    /** The entity id: the folded name ({@code #lobby}), or {@code @ID,ID} of a conversation. */
    String entityId();

    /** Reads an entity id; throws {@link IllegalArgumentException} on what {@link #entityId()} never gives. */
    static RoomKey parse(String entityId) {
        if (!entityId.startsWith("@")) {
            return new Named(RoomName.of(entityId));
        }
        var comma = entityId.indexOf(',');
        if (comma < 0) {
            throw new IllegalArgumentException("not a conversation's id (expected @ID,ID): " + entityId);
        }
        return Conversation.between(
                PersonId.parse(entityId.substring(1, comma)), PersonId.parse(entityId.substring(comma + 1)));
    }

    static RoomKey of(RoomName name) {
        return new Named(name);
    }

    /** A room that people join by its name. */
    record Named(RoomName name) implements RoomKey {
        @Override
        public String entityId() {
            return name.folded();
        }
    }

    /** A private conversation; {@code first} is the lower id. Somebody may talk to themselves. */
    record Conversation(PersonId first, PersonId second) implements RoomKey {
        public static Conversation between(PersonId one, PersonId other) {
            return one.compareTo(other) <= 0 ? new Conversation(one, other) : new Conversation(other, one);
        }

        public boolean has(PersonId person) {
            return first.equals(person) || second.equals(person);
        }

        /** The other one; for somebody who talks to themselves, they. */
        public PersonId partnerOf(PersonId person) {
            return first.equals(person) ? second : first;
        }

        @Override
        public String entityId() {
            return "@" + first + "," + second;
        }
    }
}
