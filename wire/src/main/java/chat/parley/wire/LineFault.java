package chat.parley.wire;

/** Why a line is none. What is answered to it is the matter of the dialect. */
public enum LineFault {
    /** Nothing, or nothing but spaces: ignored without an answer (Modern IRC, Compatibility with incorrect software). */
    EMPTY,
    /** The line without its tags has more than 510 bytes before CR LF: 417. */
    TOO_LONG,
    /** The tags have more bytes than the {@link LineLimits} allow: 417. */
    TAGS_TOO_LONG,
    /** FAIL INVALID_UTF8 (IRCv3 UTF8ONLY). */
    NOT_UTF8,
    /** A NUL, or a CR or LF that ends no line. */
    NUL_OR_STRAY_CR,
    /** Tags or a source and nothing after them, or a command that is neither letters nor three digits. */
    MALFORMED
}
