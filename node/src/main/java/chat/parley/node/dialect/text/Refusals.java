package chat.parley.node.dialect.text;

import chat.parley.node.room.Outcome;

/** Plain words for what rooms answer. */
final class Refusals {
    private Refusals() {}

    /** For an outcome other than done. */
    static String words(Outcome outcome, String target) {
        return outcome instanceof Outcome.Refused refused
                ? words(refused, target)
                : "No answer from " + target + " in time: it may have happened or not";
    }

    private static String words(Outcome.Refused refused, String target) {
        return switch (refused.reason()) {
            case NO_SUCH_ROOM, NOT_A_MEMBER -> "You are not in " + target;
            case BANNED -> "You are banned from " + target;
            case INVITE_ONLY -> target + " is open to the invited only";
            case WRONG_KEY -> target + " is locked with a key";
            case FULL -> target + " is full";
            case CANNOT_SEND -> "Nobody heard that: you may not speak in " + target;
            case NO_SUCH_PERSON -> "Nobody is called " + target;
            case BUSY -> target + " has more to do than it can hold: try again";
            default -> "That cannot be done in " + target;
        };
    }
}
