package chat.parley.node.name;

import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonEncoder;

/** One of this node's people, with where and how they are told of others. */
record Registered(Person person, Outbound outbound, PersonEncoder encoder) {
    Registered with(Person changed) {
        return new Registered(changed, outbound, encoder);
    }

    Registered with(PersonEncoder changed) {
        return new Registered(person, outbound, changed);
    }
}
