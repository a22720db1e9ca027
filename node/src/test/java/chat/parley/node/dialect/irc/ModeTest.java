package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 2812 sections 3.1.5 and 3.2.3, RFC 2811 section 4; Modern IRC, MODE message. */
class ModeTest {
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
    void aRoomTellsItsModes() {
        // RPL_CHANNELMODEIS and RPL_CREATIONTIME.
        alice.send("JOIN #a");

        assertThat(alice.asksAnew("MODE #a"))
                .containsExactly(":irc.example 324 alice #a +nt", ":irc.example 329 alice #a 1769864399");
    }

    @Test
    void theKeyIsToldToMembersOnly() {
        alice.send("JOIN #a", "MODE #a +kl sesame 9");

        assertThat(alice.asksAnew("MODE #a").get(0)).isEqualTo(":irc.example 324 alice #a +ntkl sesame 9");
        assertThat(bob.asks("MODE #a").get(0)).isEqualTo(":irc.example 324 bob #a +ntkl 9");
    }

    @Test
    void allChangesOfACommandAreOneLine() {
        bothIn("#a");

        assertThat(alice.asks("MODE #a +ov-t+m bob bob"))
                .containsExactly(":alice!alice@192.0.2.1 MODE #a +ov-t+m bob bob");
        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 MODE #a +ov-t+m bob bob");
    }

    @Test
    void listsAreKeptAndTold() {
        // RFC 2811 section 4.3: RPL_BANLIST, RPL_EXCEPTLIST, RPL_INVITELIST as Modern IRC words them.
        alice.send("JOIN #a", "MODE #a +beI bad*!*@* *!good@* *@friends.example");

        assertThat(alice.asksAnew("MODE #a b", "MODE #a +e", "MODE #a I"))
                .containsExactly(
                        ":irc.example 367 alice #a bad*!*@* alice!alice@192.0.2.1 1769864399",
                        ":irc.example 368 alice #a :End of channel ban list",
                        ":irc.example 348 alice #a *!good@* alice!alice@192.0.2.1 1769864399",
                        ":irc.example 349 alice #a :End of channel exception list",
                        ":irc.example 346 alice #a *!*@friends.example alice!alice@192.0.2.1 1769864399",
                        ":irc.example 347 alice #a :End of channel invite exception list");
    }

    @Test
    void aListMayBeLookedAtByAnybodyButNotOfASecretRoom() {
        alice.send("JOIN #a,#s", "MODE #a +b x", "MODE #s +s");

        assertThat(bob.asks("MODE #a b")).hasSize(2);
        assertThat(bob.asks("MODE #s b")).singleElement().asString().startsWith(":irc.example 442 bob #s :");
        assertThat(bob.asks("MODE #none b")).singleElement().asString().startsWith(":irc.example 403 bob #none :");
    }

    @Test
    void onlyOperatorsChangeModes() {
        bothIn("#a");

        assertThat(bob.asks("MODE #a +m")).containsExactly(":irc.example 482 bob #a :You're not channel operator");
    }

    @Test
    void whatIsWrongIsSaidAndTheRestIsDone() {
        // ERR_UNKNOWNMODE, ERR_INVALIDMODEPARAM, ERR_INVALIDKEY, ERR_NOSUCHNICK, ERR_USERNOTINCHANNEL.
        bothIn("#a");

        assertThat(alice.asks(
                        "MODE #a +zm",
                        "MODE #a +l none",
                        "MODE #a +k a,b",
                        "MODE #a +o",
                        "MODE #a +v 1x",
                        "MODE #a +o carol"))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo(":alice!alice@192.0.2.1 MODE #a +m"),
                        line -> assertThat(line).startsWith(":irc.example 472 alice z :"),
                        line -> assertThat(line).startsWith(":irc.example 696 alice #a l none :"),
                        line -> assertThat(line).startsWith(":irc.example 525 alice #a :"),
                        line -> assertThat(line).startsWith(":irc.example 696 alice #a o * :"),
                        line -> assertThat(line).startsWith(":irc.example 401 alice 1x :"),
                        line -> assertThat(line).startsWith(":irc.example 441 alice carol #a :"));
    }

    @Test
    void aFullListSaysSo() {
        var small = PretendNode.start("parley.limits.list-entries = 1").join("carol");
        small.send("JOIN #a", "MODE #a +b one");

        assertThat(small.asksAnew("MODE #a +b two"))
                .singleElement()
                .asString()
                .startsWith(":irc.example 478 carol #a b :");
    }

    @Test
    void tooManyChangesInOneCommandAreNotDoneAtAll() {
        // Modern IRC, MODES Parameter.
        bothIn("#a");

        assertThat(alice.asks("MODE #a +bbbbbbb 1 2 3 4 5 6 7"))
                .singleElement()
                .asString()
                .startsWith(":irc.example 400 alice MODE :");
        assertThat(alice.asks("MODE #a b")).hasSize(1);
    }

    @Test
    void longMasksMakeSeveralLines() {
        bothIn("#a");
        var mask = "x".repeat(119);

        assertThat(alice.asks("MODE #a +bbbb 1%1$s 2%1$s 3%1$s 4%1$s".formatted(mask)))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith(":alice!alice@192.0.2.1 MODE #a +b")
                        .hasSizeLessThan(511));
    }

    @Test
    void oneSeesAndChangesOnesOwnModes() {
        // RFC 2812 section 3.1.5, RPL_UMODEIS.
        assertThat(alice.asks("MODE alice")).containsExactly(":irc.example 221 alice +");
        assertThat(alice.asks("MODE Alice +iw")).containsExactly(":alice!alice@192.0.2.1 MODE alice +iw");
        assertThat(alice.asks("MODE alice")).containsExactly(":irc.example 221 alice +iw");
        assertThat(alice.asks("MODE alice -w+i")).containsExactly(":alice!alice@192.0.2.1 MODE alice -w");
    }

    @Test
    void nobodyMakesThemselvesAnOperator() {
        assertThat(alice.asks("MODE alice +o", "MODE alice")).containsExactly(":irc.example 221 alice +");
    }

    @Test
    void modesOfOthersAndUnknownOnesAreRefused() {
        // ERR_NOSUCHNICK, ERR_USERSDONTMATCH and ERR_UMODEUNKNOWNFLAG.
        assertThat(alice.asks("MODE nobody", "MODE 1 +i", "MODE bob", "MODE bob +i", "MODE alice +z", "MODE"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(":irc.example 401 alice nobody :"),
                        line -> assertThat(line).startsWith(":irc.example 401 alice 1 :"),
                        line -> assertThat(line).startsWith(":irc.example 502 alice :"),
                        line -> assertThat(line).startsWith(":irc.example 502 alice :"),
                        line -> assertThat(line).startsWith(":irc.example 501 alice :"),
                        line -> assertThat(line).startsWith(":irc.example 461 alice MODE :"));
    }
}
