package chat.parley.client.view;

import chat.parley.wire.Formatting;

/**
 * A piece of a sentence that looks the same throughout. Whatever text comes in, nothing that could steer a terminal comes
 * out: there is no other way to a screen than through here.
 */
record Span(Role role, String text) {
    /** What a piece of text is; a theme says how that looks. */
    enum Role {
        TIME,
        PLACE,
        NICK,
        OWN,
        TEXT,
        MENTION,
        ASIDE,
        PROBLEM
    }

    Span {
        text = Formatting.plain(text);
    }
}
