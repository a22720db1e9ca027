package chat.parley.node.person;

import chat.parley.wire.Nick;

/**
 * What others see of the author of a line, as it was when the line was said: {@code nick!user@host}.
 */
public record Identity(PersonId id, Nick nick, String username, String host) {
    /** {@code nick!user@host}, the source of a message and what ban masks are matched against. */
    public String hostmask() {
        return nick.text() + "!" + username + "@" + host;
    }
}
