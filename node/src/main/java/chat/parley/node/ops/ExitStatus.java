package chat.parley.node.ops;

/** With what a program of Parley ends; scripts and the keeper of a node rely on it. */
public final class ExitStatus {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_CALL = 2;

    /** The node cannot be one of the cluster any more, and a new process could (EX_TEMPFAIL of sysexits). */
    public static final int START_AGAIN = 75;

    private ExitStatus() {}

    /** A program cannot do what it was asked for: one clear line for whoever asked, and the status. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        public Failure(int status, String message) {
            super(message);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
