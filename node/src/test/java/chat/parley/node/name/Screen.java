package chat.parley.node.name;

import chat.parley.node.person.Outbound;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonEncoder;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.util.ByteString;

/** What one person is shown, as lines of text. */
final class Screen implements Outbound {
    /** Shows a change as a line; nobody is shown that somebody is away. */
    record Words() implements PersonEncoder {
        @Override
        public ByteString shown(PersonChange change) {
            var who = change.before().nick().text();
            if (change instanceof PersonChange.Renamed renamed) {
                return ByteString.fromString(who + " is now " + renamed.now().nick());
            }
            if (change instanceof PersonChange.Quit quit) {
                return ByteString.fromString(who + " quits: " + quit.reason());
            }
            return change instanceof PersonChange.AwayChanged
                    ? ByteString.emptyByteString()
                    : ByteString.fromString(who + " has changed");
        }
    }

    private final TestProbe<String> lines;

    Screen(ActorTestKit testKit) {
        lines = testKit.createTestProbe(String.class);
    }

    @Override
    public void deliver(ByteString frames) {
        lines.ref().tell(frames.utf8String());
    }

    @Override
    public void close(ByteString farewell) {
        lines.ref().tell("closed");
    }

    void shows(String line) {
        lines.expectMessage(line);
    }

    /** To be asked when something has happened that comes after what must not be shown. */
    void showsNothing() {
        lines.expectNoMessage(Duration.ZERO);
    }
}
