package chat.parley.node.dialect.irc;

import java.time.Instant;

/** The value of the {@code time} tag (IRCv3 server-time): UTC with milliseconds. Any thread may call. */
final class ServerTime {
    /** Most messages share their second with the one before: only the milliseconds are put together anew. */
    private record Second(long epochSecond, String text) {}

    private static volatile Second latest = second(0);

    private ServerTime() {}

    static String of(long epochMillis) {
        var epochSecond = Math.floorDiv(epochMillis, 1000L);
        var second = latest;
        if (second.epochSecond != epochSecond) {
            second = second(epochSecond);
            latest = second;
        }
        var millis = Math.floorMod(epochMillis, 1000);
        var zeros = millis < 10 ? "00" : millis < 100 ? "0" : "";
        return second.text + zeros + millis + 'Z';
    }

    /** As {@code 2026-01-31T12:59:59.}: an instant without milliseconds ends with Z, which gives way to the dot. */
    private static Second second(long epochSecond) {
        var iso = Instant.ofEpochSecond(epochSecond).toString();
        return new Second(epochSecond, iso.substring(0, iso.length() - 1) + '.');
    }
}
