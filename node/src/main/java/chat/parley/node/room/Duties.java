package chat.parley.node.room;

import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a room must hear of a node's people: who has ended, who is still here though the room let go of them, who has changed. Told at once and again
 * until the room's order shows the effect, one thing for each person. Used by one replica's actor only.
 */
final class Duties {
    private final Consumer<ChatRoom.Command> room;

    // Mutable state
    private final Map<PersonId, ChatRoom.Command> open = new LinkedHashMap<>();

    Duties(Consumer<ChatRoom.Command> room) {
        this.room = room;
    }

    void leave(PersonId id) {
        tell(id, new ChatRoom.Leave(id));
    }

    void rejoin(Member member) {
        tell(member.person().id(), new ChatRoom.Rejoin(member.person(), member.roles()));
    }

    void describe(Person person) {
        var before = open.get(person.id());
        if (before instanceof ChatRoom.Rejoin rejoin) {
            tell(person.id(), new ChatRoom.Rejoin(person, rejoin.roles()));
        } else if (!(before instanceof ChatRoom.Leave)) {
            tell(person.id(), new ChatRoom.Describe(person));
        }
    }

    private void tell(PersonId id, ChatRoom.Command duty) {
        open.put(id, duty);
        room.accept(duty);
    }

    /** The order shows that this person is no member any more. */
    void hasLeft(PersonId id) {
        open.remove(id);
    }

    /** The order shows this person as a member, as they are here. */
    void isHere(Person person) {
        var duty = open.get(person.id());
        if (duty instanceof ChatRoom.Rejoin
                || (duty instanceof ChatRoom.Describe describe
                        && describe.person().version() <= person.version())) {
            open.remove(person.id());
        }
    }

    /** The room's whole state shows what has had its effect. */
    void compare(RoomState now) {
        open.keySet().removeIf(id -> !now.holds(id) && !(open.get(id) instanceof ChatRoom.Rejoin));
        now.allMembers().forEach(member -> isHere(member.person()));
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    void repeat() {
        open.values().forEach(room);
    }
}
