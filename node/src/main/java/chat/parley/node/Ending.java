package chat.parley.node;

import chat.parley.node.cluster.Vigil;
import chat.parley.node.ops.ExitStatus;

/**
 * Why a node's process ends.
 *
 * @param way how much of an orderly end is possible
 * @param status see {@link ExitStatus}
 * @param words the last line that it writes, and what its people are told
 */
record Ending(Way way, int status, String words) {
    /** How a node ends. */
    enum Way {
        /** As DESIGN's rule 13 has it: tell the people, answer what is pending, hand over, leave. */
        LEAVE,
        /** It must not speak for the cluster any more: close and be gone. */
        DROP,
        /** The actor system has ended by itself. */
        GONE
    }

    static Ending stopped() {
        return new Ending(Way.LEAVE, ExitStatus.DONE, "has left the cluster");
    }

    static Ending lapsed(Vigil.Lapse lapse) {
        return new Ending(Way.DROP, ExitStatus.START_AGAIN, lapse.words() + " and must be started again");
    }

    static Ending tooLate(long seconds) {
        return new Ending(
                Way.DROP,
                ExitStatus.START_AGAIN,
                "is not a member after " + seconds
                        + " s, and must be started again: see that the first node of --join runs");
    }

    static Ending failed(String words) {
        return new Ending(Way.LEAVE, ExitStatus.FAILED, words);
    }

    static Ending removed() {
        return new Ending(
                Way.GONE,
                ExitStatus.START_AGAIN,
                "was removed from the cluster by the others and must be started again");
    }

    static Ending otherSettings() {
        return new Ending(
                Way.GONE,
                ExitStatus.FAILED,
                "cannot join: the cluster has another store or other settings: give this node the same parley.history, and the same"
                        + " --data where it is sqlite, as the others have; pekko.cluster.* must be the same too");
    }

    static Ending crashed() {
        return new Ending(Way.GONE, ExitStatus.FAILED, "has failed; its log says how");
    }
}
