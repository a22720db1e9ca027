package chat.parley.node.dialect.irc;

import chat.parley.node.person.PersonChange;
import java.time.Clock;

/** What concerns a person everywhere, as the line that those see who share a room with them. */
final class PersonLines {
    private static final byte[] NONE = new byte[0];

    private PersonLines() {}

    /** Empty where clients with these capabilities are not shown the change. */
    static byte[] of(PersonChange change, Capabilities capabilities, Clock clock) {
        var time = capabilities.has(Capability.SERVER_TIME) ? ServerTime.of(clock.millis()) : null;
        var source = change.before().hostmask();
        var lines = new Replies(source, "*");
        if (change instanceof PersonChange.Renamed renamed) {
            // RFC 2812 section 3.1.2.
            return lines.fromWords(source, time, "NICK", renamed.now().nick().text())
                    .take();
        }
        if (change instanceof PersonChange.Quit quit) {
            // RFC 2812 section 3.1.7.
            return lines.from(source, time, "QUIT", quit.reason()).take();
        }
        if (change instanceof PersonChange.RealNameChanged changed && capabilities.has(Capability.SETNAME)) {
            // IRCv3 setname.
            return lines.from(source, time, "SETNAME", changed.now().realName()).take();
        }
        if (change instanceof PersonChange.AwayChanged changed && capabilities.has(Capability.AWAY_NOTIFY)) {
            // IRCv3 away-notify.
            var away = changed.now().away();
            return away == null
                    ? lines.fromWords(source, time, "AWAY").take()
                    : lines.from(source, time, "AWAY", away).take();
        }
        return NONE;
    }
}
