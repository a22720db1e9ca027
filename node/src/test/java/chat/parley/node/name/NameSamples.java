package chat.parley.node.name;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;

/** People and settings for the tests of names. */
final class NameSamples {
    static final NameSettings SETTINGS = new NameSettings(
            "one.example.org",
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            3,
            Duration.ofSeconds(3),
            4);

    /** Time passes when the test says so. */
    static final Config MANUAL_TIME = ManualTime.config().withFallback(ConfigFactory.load());

    private NameSamples() {}

    static Person person(long node, long number, String nick) {
        var identity = new Identity(new PersonId(node, number), Nick.of(nick), "user" + number, "host.example.org");
        return new Person(identity, 0, "Real " + nick, "node" + node + ".example.org", "irc", null, false, false, 0);
    }
}
