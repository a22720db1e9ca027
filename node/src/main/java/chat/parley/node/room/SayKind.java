package chat.parley.node.room;

/** How something is said: the two of RFC 2812 section 3.3, and IRCv3's message of tags alone. */
public enum SayKind {
    MESSAGE,
    NOTICE,
    TAGS_ONLY
}
