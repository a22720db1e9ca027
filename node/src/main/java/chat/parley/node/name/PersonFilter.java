package chat.parley.node.name;

import chat.parley.node.person.Person;
import chat.parley.wire.Glob;
import java.util.function.Predicate;

/** Whom WHO looks for (RFC 2812 section 3.6.1); the whole {@code nick!user@host} may match too. */
record PersonFilter(Glob glob, boolean operatorsOnly) implements Predicate<Person> {
    @Override
    public boolean test(Person person) {
        var identity = person.identity();
        return (!operatorsOnly || person.operator())
                && (glob.matches(identity.nick().text())
                        || glob.matches(identity.username())
                        || glob.matches(identity.host())
                        || glob.matches(person.server())
                        || glob.matches(person.realName())
                        || glob.matches(identity.hostmask()));
    }
}
