package chat.parley.node.room;

/** Why a room did not do what it was asked. Each dialect has its own words for it. */
public enum Refusal {
    NO_SUCH_ROOM,
    NOT_A_MEMBER,
    BANNED,
    INVITE_ONLY,
    WRONG_KEY,
    FULL,
    /** Not allowed to speak: moderated, banned, or from outside a room that hears only its members. */
    CANNOT_SEND,
    NEEDS_OPERATOR,
    /** The one whom a KICK or a mode names is not in the room; the detail is the nick. */
    TARGET_NOT_HERE,
    /** The one whom an INVITE names is in the room already; the detail is the nick. */
    TARGET_ALREADY_HERE,
    /** The other one of a private conversation has gone. */
    NO_SUCH_PERSON,
    /** The list of masks has reached its bound; the detail is the mode letter. */
    LIST_FULL,
    /** The detail is the mode letter. */
    UNKNOWN_MODE,
    /** A mode's argument is missing or not usable; the detail is the mode letter and, after a space, the argument if there was one. */
    BAD_MODE_ARGUMENT,
    /** The room holds as much as its bounds allow; try again. */
    BUSY
}
