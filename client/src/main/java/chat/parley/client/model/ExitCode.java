package chat.parley.client.model;

/** How the program ends; documented in its help, scripts rely on it. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_CALL = 2;
    public static final int UNREACHABLE = 3;
    public static final int REFUSED = 4;

    private ExitCode() {}
}
