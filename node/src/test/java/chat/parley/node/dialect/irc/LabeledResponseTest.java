package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** IRCv3 labeled-response: exactly one logical message carries the label. */
class LabeledResponseTest {
    private final PretendNode node = PretendNode.start();
    private final IrcClient alice = node.join("alice", "labeled-response", "batch", "echo-message");
    private final IrcClient bob = node.join("bob");

    @Test
    void oneLineGetsTheLabel() {
        assertThat(alice.asks("@label=a1 PING tok")).containsExactly("@label=a1 :irc.example PONG irc.example :tok");
        assertThat(alice.asks("@label=a2 NONSENSE"))
                .singleElement()
                .asString()
                .startsWith("@label=a2 :irc.example 421 ");
    }

    @Test
    void severalLinesBecomeABatch() {
        var lines = alice.asks("@label=w WHOIS bob");

        assertIsBatch(lines, "w");
        assertThat(lines).hasSizeGreaterThan(4);
    }

    @Test
    void nothingBecomesAnAck() {
        assertThat(alice.asks("@label=p PONG x")).containsExactly("@label=p :irc.example ACK");
        assertThat(bob.asks("@label=p PONG x")).isEmpty();
    }

    @Test
    void theEchoCarriesTheLabelAndNobodyElseSeesIt() {
        alice.send("JOIN #a");
        bob.send("JOIN #a");
        bob.reads();

        assertThat(alice.asksAnew("@label=m PRIVMSG #a :hi"))
                .containsExactly("@label=m :alice!alice@192.0.2.1 PRIVMSG #a :hi");
        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 PRIVMSG #a :hi");
    }

    @Test
    void withoutEchoAMessageIsAcknowledged() {
        var carol = node.join("carol", "labeled-response", "batch");
        carol.send("JOIN #a");

        assertThat(carol.asksAnew("@label=m PRIVMSG #a :hi")).containsExactly("@label=m :irc.example ACK");
    }

    @Test
    void aRefusalCarriesTheLabel() {
        assertThat(alice.asks("@label=m PRIVMSG carol :hi"))
                .containsExactly("@label=m :irc.example 401 alice carol :No such nick/channel");
        assertThat(alice.asks("@label=n NOTICE carol :hi"))
                .containsExactly("@label=n :irc.example 401 alice carol :No such nick/channel");
    }

    @Test
    void aJoinIsOneBatch() {
        bob.send("JOIN #a", "TOPIC #a :hello");

        var lines = alice.asks("@label=j JOIN #a");

        assertIsBatch(lines, "j");
        assertThat(lines).hasSize(2 + 5);
    }

    @Test
    void aJoinOfSeveralRoomsIsOneBatch() {
        var lines = alice.asks("@label=j JOIN #a,#b,nonsense");

        assertIsBatch(lines, "j");
        assertThat(lines.stream().filter(line -> line.contains(" JOIN "))).hasSize(2);
        assertThat(lines.stream().filter(line -> line.contains(" 403 "))).hasSize(1);
    }

    @Test
    void whatIsSoAlreadyIsAcknowledged() {
        alice.send("JOIN #a");

        assertThat(alice.asksAnew("@label=j JOIN #a")).containsExactly("@label=j :irc.example ACK");
        assertThat(alice.asks("@label=t TOPIC #a :")).containsExactly("@label=t :irc.example ACK");
        assertThat(alice.asks("@label=m MODE #a +n")).containsExactly("@label=m :irc.example ACK");
    }

    @Test
    void lookingAtARoomIsAnAnswerToo() {
        alice.send("JOIN #a");

        assertThat(alice.asksAnew("@label=t TOPIC #a"))
                .containsExactly("@label=t :irc.example 331 alice #a :No topic is set");
        assertIsBatch(alice.asks("@label=n NAMES #a"), "n");
        assertIsBatch(alice.asks("@label=n NAMES #a,#b"), "n");
    }

    @Test
    void aMessageToSomebodyAwayIsABatchWithTheirReason() {
        bob.send("AWAY :lunch");

        var lines = alice.asks("@label=m PRIVMSG bob :hi");

        assertIsBatch(lines, "m");
        assertThat(lines).anyMatch(line -> line.contains(" 301 ")).anyMatch(line -> line.contains(" PRIVMSG bob "));
    }

    @Test
    void aMessageToSeveralIsABatch() {
        assertIsBatch(alice.asks("@label=m PRIVMSG bob,carol :hi"), "m");
    }

    @Test
    void aMessageToOneselfHasTheLabelOnTheEchoOnly() {
        assertThat(alice.asks("@label=m PRIVMSG alice :note"))
                .containsExactly(
                        "@label=m :alice!alice@192.0.2.1 PRIVMSG alice :note",
                        ":alice!alice@192.0.2.1 PRIVMSG alice :note");
    }

    @Test
    void aListIsABatchHoweverManyPiecesItHas() {
        for (int i = 0; i < 300; i++) {
            bob.send("JOIN #room-with-a-rather-long-name-" + i, "PART #room-with-a-rather-long-name-" + (i - 50));
        }

        var lines = alice.asks("@label=l LIST");

        assertIsBatch(lines, "l");
        assertThat(lines.stream().filter(line -> line.contains(" 322 "))).hasSize(50);
    }

    @Test
    void aLabelWithoutTheBatchCapabilityIsIgnored() {
        var carol = node.join("carol", "labeled-response");

        assertThat(carol.asks("@label=p PING x")).containsExactly(":irc.example PONG irc.example :x");
    }

    @Test
    void aLabelOfMoreThan64BytesIsNone() {
        assertThat(alice.asks("@label=" + "x".repeat(65) + " PING x"))
                .containsExactly(":irc.example PONG irc.example :x");
    }

    @Test
    void labelsAreEscapedAsTheyCame() {
        assertThat(alice.asks("@label=a\\:b\\s PING x"))
                .containsExactly("@label=a\\:b\\s :irc.example PONG irc.example :x");
    }

    private static void assertIsBatch(List<String> lines, String label) {
        var reference = lines.get(0).replaceFirst(".* BATCH \\+(\\S+) .*", "$1");
        assertThat(lines.get(0))
                .isEqualTo("@label=" + label + " :irc.example BATCH +" + reference + " labeled-response");
        assertThat(lines).last().isEqualTo(":irc.example BATCH -" + reference);
        assertThat(lines.subList(1, lines.size() - 1))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("@batch=" + reference + " "));
    }
}
