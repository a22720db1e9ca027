package chat.parley.client.connection;

/**
 * Every wait of a connection; nothing waits longer than is named here.
 *
 * @param connectMillis for one address to accept
 * @param registerMillis for a server to let one in, without the wait for a held nick
 * @param quietMillis of silence, after which the server is asked whether it is there
 * @param answerMillis for the answer to that question; then the connection counts as lost
 * @param heldNickMillis for a nick that the lost connection still holds; then another one is taken
 * @param heldNickRetryMillis between two tries for it
 * @param firstDelayMillis before the second round over all addresses; doubles with each round
 * @param longestDelayMillis at which the doubling ends
 * @param giveUpMillis after which a lost connection is not looked for any more
 */
public record Timing(
        int connectMillis,
        int registerMillis,
        int quietMillis,
        int answerMillis,
        int heldNickMillis,
        int heldNickRetryMillis,
        int firstDelayMillis,
        int longestDelayMillis,
        long giveUpMillis) {

    /** A person looks at the screen: patient for half a day, as a laptop is closed and opened again. */
    public static final Timing ATTENDED =
            new Timing(5_000, 30_000, 30_000, 15_000, 30_000, 1_000, 500, 30_000, 12 * 3_600_000L);

    /** A script that goes on and on: it looks for a server as long as a person would. */
    public static final Timing PATIENT =
            new Timing(5_000, 30_000, 30_000, 15_000, 30_000, 1_000, 500, 10_000, 12 * 3_600_000L);

    /** A script waits for an end: the same with a minute only. */
    public static final Timing UNATTENDED =
            new Timing(5_000, 30_000, 30_000, 15_000, 30_000, 1_000, 500, 10_000, 60_000L);
}
