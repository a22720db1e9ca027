package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.room.Outcome;
import chat.parley.node.room.Refusal;
import org.junit.jupiter.api.Test;

/** RFC 2812 section 3.3; IRCv3 message-tags, message-ids, server-time, echo-message. */
class MessageTest {
    private final PretendNode node = PretendNode.start();
    private final IrcClient alice = node.join("alice");
    private final IrcClient bob = node.join("bob");

    private void bothIn(String room) {
        alice.send("JOIN " + room);
        bob.send("JOIN " + room);
        alice.reads();
        bob.reads();
    }

    @Test
    void aMessageReachesTheOthersAndNotItsAuthor() {
        bothIn("#a");

        assertThat(alice.asks("PRIVMSG #a :hello there")).isEmpty();
        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 PRIVMSG #a :hello there");
    }

    @Test
    void textIsCarriedAsItIs() {
        bothIn("#a");
        alice.send("PRIVMSG #a ::) \u0002bold\u0002 ünïcödé 🎈  two spaces ");

        assertThat(bob.reads())
                .containsExactly(":alice!alice@192.0.2.1 PRIVMSG #a ::) \u0002bold\u0002 ünïcödé 🎈  two spaces ");
    }

    @Test
    void aRoomIsAddressedByTheNameThatItHas() {
        bothIn("#Room");
        alice.send("NOTICE #rOOM :hi");

        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 NOTICE #Room :hi");
    }

    @Test
    void aPersonIsAddressedByTheNameThatTheyHave() {
        alice.send("PRIVMSG BOB :psst");

        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 PRIVMSG bob :psst");
    }

    @Test
    void severalTargetsGetOneEach() {
        bothIn("#a");
        alice.send("PRIVMSG #a,bob,bob :hi");

        assertThat(bob.reads())
                .containsExactly(":alice!alice@192.0.2.1 PRIVMSG #a :hi", ":alice!alice@192.0.2.1 PRIVMSG bob :hi");
    }

    @Test
    void tooManyTargetsGetNothing() {
        // RFC 2812 section 3.3.1, ERR_TOOMANYTARGETS.
        assertThat(alice.asks("PRIVMSG a,b,c,d,bob :hi"))
                .singleElement()
                .asString()
                .startsWith(":irc.example 407 alice a :");
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void operatorsAloneCanBeAddressed() {
        // Modern IRC, STATUSMSG Parameter.
        bothIn("#a");
        bob.send("PRIVMSG @#a :help");
        alice.send("PRIVMSG @#a :no plain member hears this");

        assertThat(alice.reads()).containsExactly(":bob!bob@192.0.2.1 PRIVMSG @#a :help");
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void whatIsMissingIsSaid() {
        // RFC 2812 section 3.3.1, ERR_NORECIPIENT, ERR_NOTEXTTOSEND, ERR_NOSUCHNICK.
        assertThat(alice.asks("PRIVMSG")).containsExactly(":irc.example 411 alice :No recipient given (PRIVMSG)");
        assertThat(alice.asks("PRIVMSG bob")).containsExactly(":irc.example 412 alice :No text to send");
        assertThat(alice.asks("PRIVMSG bob :")).containsExactly(":irc.example 412 alice :No text to send");
        assertThat(alice.asks("PRIVMSG carol :hi"))
                .containsExactly(":irc.example 401 alice carol :No such nick/channel");
        assertThat(alice.asks("PRIVMSG #nowhere :hi"))
                .containsExactly(":irc.example 403 alice #nowhere :No such channel");
    }

    @Test
    void aRoomThatHearsOnlyItsMembersSaysSo() {
        alice.send("JOIN #a");

        assertThat(bob.asks("PRIVMSG #a :hi")).containsExactly(":irc.example 404 bob #a :Cannot send to channel");
    }

    @Test
    void aNoticeIsNeverAnswered() {
        // RFC 2812 section 3.3.2.
        assertThat(alice.asks("NOTICE", "NOTICE bob", "NOTICE carol :hi", "NOTICE #nowhere :hi"))
                .isEmpty();
    }

    @Test
    void whoeverIsAwaySaysSoToMessagesAndNotToNotices() {
        // RFC 2812 section 3.3.1, RPL_AWAY.
        bob.send("AWAY :at lunch");

        assertThat(alice.asks("PRIVMSG bob :hi")).containsExactly(":irc.example 301 alice bob :at lunch");
        assertThat(alice.asks("NOTICE bob :hi")).isEmpty();
    }

    @Test
    void anUnknownOutcomeIsNeverCalledAFailure() {
        node.outcomes.add(Outcome.Unknown.INSTANCE);

        assertThat(alice.asks("PRIVMSG #a :hi"))
                .singleElement()
                .asString()
                .startsWith(
                        ":irc.example NOTICE alice :PRIVMSG: No answer from #a in time: it may have happened or not");
    }

    @Test
    void anUnknownOutcomeIsAStandardReplyForThoseWhoKnowThem() {
        var carol = node.join("carol", "standard-replies");
        node.outcomes.add(Outcome.Unknown.INSTANCE);

        assertThat(carol.asks("PRIVMSG #a :hi"))
                .singleElement()
                .asString()
                .startsWith(":irc.example WARN PRIVMSG OUTCOME_UNKNOWN #a :");
    }

    @Test
    void aBusyRoomAsksToTryAgain() {
        node.outcomes.add(new Outcome.Refused(Refusal.BUSY, ""));

        assertThat(alice.asks("PRIVMSG #a :hi")).singleElement().asString().startsWith(":irc.example 437 alice #a :");
    }

    @Test
    void aTextThatWouldNotFitForOthersIsRefusedWhole() {
        // RFC 2812 section 2.3: 512 bytes with the source that the server puts before it.
        bothIn("#a");
        var head = ":alice!alice@192.0.2.1 PRIVMSG #a :";
        var longest = "é" + "x".repeat(510 - head.length() - 2);

        assertThat(alice.asks("PRIVMSG #a :" + longest)).isEmpty();
        assertThat(bob.reads()).containsExactly(head + longest);
        assertThat(alice.asks("PRIVMSG #a :" + longest + "x"))
                .singleElement()
                .asString()
                .startsWith(":irc.example 417 alice :");
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void theEchoShowsTheAuthorWhatOthersSee() {
        // IRCv3 echo-message.
        var carol = node.join("carol", "echo-message");
        carol.send("JOIN #c");

        assertThat(carol.asksAnew("PRIVMSG #c :hi")).containsExactly(":carol!carol@192.0.2.1 PRIVMSG #c :hi");
        assertThat(carol.asks("PRIVMSG bob :hi")).containsExactly(":carol!carol@192.0.2.1 PRIVMSG bob :hi");
    }

    @Test
    void tagsTellTheTimeAndTheMessagesName() {
        // IRCv3 server-time and message-ids: one id for everybody.
        var carol = node.join("carol", "server-time", "message-tags", "echo-message");
        var dave = node.join("dave", "message-tags");
        carol.send("JOIN #c");
        dave.send("JOIN #c");
        dave.reads();

        var echo = carol.asksAnew("PRIVMSG #c :hi").get(0);
        var seen = dave.reads().get(0);

        assertThat(echo).startsWith("@time=2026-01-31T12:59:59.007Z;msgid=");
        assertThat(echo.replace("time=2026-01-31T12:59:59.007Z;", "")).isEqualTo(seen);
    }

    @Test
    void clientOnlyTagsArePassedOnAndNoOthers() {
        // IRCv3 message-tags, Client-only tags.
        var carol = node.join("carol", "message-tags");
        carol.send("JOIN #a");
        bothIn("#a");
        carol.reads();
        alice.send("@+react=👍\\s!;time=1;+x PRIVMSG #a :hi");

        assertThat(carol.reads())
                .singleElement()
                .asString()
                .matches("@msgid=[0-9a-z-]+;\\+react=👍\\\\s!;\\+x :alice.* :hi");
        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 PRIVMSG #a :hi");
    }

    @Test
    void tagsAloneGoToThoseWhoKnowTags() {
        // IRCv3 message-tags, The TAGMSG tag-only message.
        var carol = node.join("carol", "message-tags", "echo-message");
        carol.send("JOIN #a");
        bothIn("#a");
        alice.send("CAP REQ :message-tags");
        alice.reads();

        assertThat(carol.asksAnew("@+typing=active TAGMSG #a"))
                .singleElement()
                .asString()
                .endsWith(":carol!carol@192.0.2.1 TAGMSG #a");
        assertThat(alice.reads())
                .singleElement()
                .asString()
                .matches("@msgid=[0-9a-z-]+;\\+typing=active :carol.* TAGMSG #a");
        assertThat(bob.reads()).isEmpty();
        assertThat(bob.asks("TAGMSG #a")).singleElement().asString().startsWith(":irc.example 421 bob TAGMSG :");
    }

    @Test
    void whoeverTalksToThemselvesHearsIt() {
        assertThat(alice.asks("PRIVMSG alice :note")).containsExactly(":alice!alice@192.0.2.1 PRIVMSG alice :note");
    }
}
