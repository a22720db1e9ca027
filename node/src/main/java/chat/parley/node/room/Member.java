package chat.parley.node.room;

import chat.parley.node.person.Person;

/** A person in a room. */
public record Member(Person person, Roles roles, long joinedMillis) {
    public Member with(Roles changed) {
        return new Member(person, changed, joinedMillis);
    }

    public Member with(Person changed) {
        return new Member(changed, roles, joinedMillis);
    }
}
