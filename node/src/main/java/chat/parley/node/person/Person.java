package chat.parley.node.person;

import chat.parley.wire.Nick;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a person that others may be shown. Immutable: a change makes a new one with a higher {@code version}, and whoever holds
 * two keeps the newer.
 *
 * @param version counts this person's changes (NICK, AWAY, SETNAME, …) from 0
 * @param realName the text that the person gave of themselves
 * @param server the server name of the node that the person is connected to
 * @param via how they are connected: the dialect's name, such as {@code irc} or {@code announce}
 * @param away why they are away; {@code null} while they are here
 * @param operator whether they are an operator of the network
 * @param invisible whether WHO and NAMES hide them from people who share no room with them
 * @param signonMillis when they registered, milliseconds since the epoch
 */
public record Person(
        Identity identity,
        long version,
        String realName,
        String server,
        String via,
        @Nullable String away,
        boolean operator,
        boolean invisible,
        long signonMillis) {

    public PersonId id() {
        return identity.id();
    }

    public Nick nick() {
        return identity.nick();
    }

    public Person withNick(Nick nick) {
        var renamed = new Identity(identity.id(), nick, identity.username(), identity.host());
        return new Person(renamed, version + 1, realName, server, via, away, operator, invisible, signonMillis);
    }

    public Person withAway(@Nullable String reason) {
        return new Person(identity, version + 1, realName, server, via, reason, operator, invisible, signonMillis);
    }

    public Person withRealName(String name) {
        return new Person(identity, version + 1, name, server, via, away, operator, invisible, signonMillis);
    }

    public Person withOperator(boolean isOperator) {
        return new Person(identity, version + 1, realName, server, via, away, isOperator, invisible, signonMillis);
    }

    public Person withInvisible(boolean isInvisible) {
        return new Person(identity, version + 1, realName, server, via, away, operator, isInvisible, signonMillis);
    }
}
