package chat.parley.client.view;

import chat.parley.wire.Formatting;

/**
 * A piece of a sentence that looks the same throughout. Whatever text comes in, nothing that could steer a terminal comes
 * out: there is no other way to a screen than through here.
 */
public record Span(Role role, String text) {
    /** What a piece of text is; a theme says how that looks. */
    public enum Role {
        TIME,
        PLACE,
        NICK,
        OWN,
        TEXT,
        MENTION,
        ASIDE,
        PROBLEM,
        /** An address that one could open. */
        LINK,
        /** Sent and not confirmed. */
        PENDING,
        /** A person who is away. */
        ABSENT,
        /** The lines between the parts of the screen. */
        BORDER,
        /** Where one is. */
        SELECTED,
        /** A number of unread messages. */
        COUNT,
        /** A number of messages that are meant for oneself. */
        ALERT,
        /** The topic and the status. */
        BAR,
        /** A word in a bar that wants to be seen. */
        BAR_ALERT
    }

    public Span {
        text = Formatting.plain(text);
    }
}
