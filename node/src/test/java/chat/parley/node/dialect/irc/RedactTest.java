package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REDACT (IRCv3 message-redaction, a draft). */
class RedactTest {
    private final PretendNode node = PretendNode.start();
    private IrcClient op;
    private IrcClient alice;
    private IrcClient bob;
    private String id;

    @BeforeEach
    void aliceHasSaidSomething() {
        op = member("op");
        alice = member("alice");
        bob = node.join("bob");
        bob.send("JOIN #tea");
        op.reads();
        alice.send("PRIVMSG #tea :oops");
        id = op.reads().get(0).split("msgid=", 2)[1].split("[; ]", 2)[0];
        alice.reads();
        bob.reads();
    }

    private IrcClient member(String nick) {
        var client =
                node.join(nick, "draft/message-redaction", "draft/chathistory", "message-tags", "standard-replies");
        client.send("JOIN #tea");
        return client;
    }

    @Test
    void whoHasSaidItTakesItBackAndThoseWhoKnowTheCommandAreTold() {
        assertThat(alice.asks("REDACT #tea " + id + " :wrong room"))
                .containsExactly(":alice!alice@192.0.2.1 REDACT #tea " + id + " :wrong room");
        assertThat(op.reads()).containsExactly(":alice!alice@192.0.2.1 REDACT #tea " + id + " :wrong room");
        // Section Command: MUST not be forwarded to those who have not negotiated it.
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void anOperatorOfTheRoomMayToo() {
        assertThat(op.asks("REDACT #tea " + id)).containsExactly(":op!op@192.0.2.1 REDACT #tea " + id);
    }

    @Test
    void nobodyElseMay() {
        var carol = member("carol");

        assertThat(carol.asksAnew("REDACT #tea " + id))
                .singleElement()
                .asString()
                .startsWith(":irc.example FAIL REDACT REDACT_FORBIDDEN #tea " + id + " :");
        assertThat(alice.reads()).noneMatch(line -> line.contains("REDACT"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Section Errors.
                "REDACT bob 123       | INVALID_TARGET bob :",
                "REDACT #other {id}   | UNKNOWN_MSGID #other {id} :",
                "REDACT #tea nonsense | UNKNOWN_MSGID #tea nonsense :",
                "REDACT #tea {id}zzz  | UNKNOWN_MSGID #tea {id}zzz :"
            })
    void whatCannotBeTakenBackFailsAsSpecified(String request, String expected) {
        assertThat(alice.asks(request.strip().replace("{id}", id)))
                .singleElement()
                .asString()
                .startsWith(":irc.example FAIL REDACT " + expected.replace("{id}", id));
    }

    @Test
    void whatIsNoMessageCannotBeTakenBack() {
        op.send("TOPIC #tea :green");
        var topic = id.substring(0, id.lastIndexOf('-') + 1) + "5";

        assertThat(op.asksAnew("REDACT #tea " + topic))
                .singleElement()
                .asString()
                .contains("UNKNOWN_MSGID");
    }

    @Test
    void aRoomThatOneIsNotInIsNoTarget() {
        alice.send("PART #tea");

        assertThat(alice.asksAnew("REDACT #tea " + id))
                .singleElement()
                .asString()
                .startsWith(":irc.example FAIL REDACT INVALID_TARGET #tea :");
    }

    @Test
    void withoutTheCapabilityThereIsNoSuchCommand() {
        assertThat(bob.asks("REDACT #tea " + id))
                .singleElement()
                .asString()
                .startsWith(":irc.example 421 bob REDACT :");
    }
}
