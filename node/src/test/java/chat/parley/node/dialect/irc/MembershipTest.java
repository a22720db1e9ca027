package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 2812 section 3.2: JOIN, PART, KICK, INVITE. */
class MembershipTest {
    private final PretendNode node = PretendNode.start();
    private final IrcClient alice = node.join("alice");
    private final IrcClient bob = node.join("bob");

    @Test
    void whoeverJoinsSeesTheTopicAndTheNames() {
        // RFC 2812 section 3.2.1.
        alice.send("JOIN #a", "TOPIC #a :all about a");

        assertThat(bob.asks("JOIN #a"))
                .containsExactly(
                        ":bob!bob@192.0.2.1 JOIN #a",
                        ":irc.example 332 bob #a :all about a",
                        ":irc.example 333 bob #a alice!alice@192.0.2.1 1769864399",
                        ":irc.example 353 bob = #a :@alice bob",
                        ":irc.example 366 bob #a :End of NAMES list");
        assertThat(alice.reads()).last().isEqualTo(":bob!bob@192.0.2.1 JOIN #a");
    }

    @Test
    void severalRoomsAreJoinedInOneLineWithTheirKeys() {
        alice.send("JOIN #a,#b", "MODE #b +k sesame");

        assertThat(bob.asks("JOIN #a,#b x,sesame"))
                .filteredOn(line -> line.contains(" JOIN "))
                .hasSize(2);
        assertThat(bob.roomNames()).hasSize(2);
    }

    @Test
    void whatKeepsPeopleOutIsSaid() {
        // RFC 2812 section 3.2.1: ERR_BADCHANNELKEY, ERR_CHANNELISFULL, ERR_INVITEONLYCHAN, ERR_BANNEDFROMCHAN.
        alice.send("JOIN #k,#l,#i,#b", "MODE #k +k x", "MODE #l +l 1", "MODE #i +i", "MODE #b +b bob");

        assertThat(bob.asks("JOIN #k,#l,#i,#b,nonsense"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(":irc.example 475 bob #k :"),
                        line -> assertThat(line).startsWith(":irc.example 471 bob #l :"),
                        line -> assertThat(line).startsWith(":irc.example 473 bob #i :"),
                        line -> assertThat(line).startsWith(":irc.example 474 bob #b :"),
                        line -> assertThat(line).startsWith(":irc.example 403 bob nonsense :"));
    }

    @Test
    void joiningTwiceIsNoNews() {
        alice.send("JOIN #a");

        assertThat(alice.asksAnew("JOIN #A")).isEmpty();
    }

    @Test
    void thereIsABoundToTheRoomsOfOnePerson() {
        // RFC 2812 section 3.2.1, ERR_TOOMANYCHANNELS.
        var narrow = PretendNode.start("parley.limits.rooms-per-user = 2").join("carol");

        assertThat(narrow.asks("JOIN #a,#b,#c")).last().asString().startsWith(":irc.example 405 carol #c :");
    }

    @Test
    void joinZeroLeavesAllRooms() {
        alice.send("JOIN #a,#b");

        assertThat(alice.asksAnew("JOIN 0"))
                .containsExactly(
                        ":alice!alice@192.0.2.1 PART #a :Left all channels",
                        ":alice!alice@192.0.2.1 PART #b :Left all channels");
        assertThat(alice.roomNames()).isEmpty();
    }

    @Test
    void extendedJoinTellsWhoComes() {
        // IRCv3 extended-join: no account is a star.
        var carol = node.join("carol", "extended-join");
        carol.send("JOIN #a");
        carol.reads();
        bob.send("JOIN #a");

        assertThat(carol.reads()).containsExactly(":bob!bob@192.0.2.1 JOIN #a * :bob of Example");
    }

    @Test
    void awayNotifyTellsThatWhoeverComesIsAway() {
        // IRCv3 away-notify.
        var carol = node.join("carol", "away-notify");
        carol.send("JOIN #a");
        carol.reads();
        bob.send("AWAY :lunch", "JOIN #a");

        assertThat(carol.reads()).containsExactly(":bob!bob@192.0.2.1 JOIN #a", ":bob!bob@192.0.2.1 AWAY :lunch");
    }

    @Test
    void partingIsSeenByAllWithItsReason() {
        // RFC 2812 section 3.2.2.
        alice.send("JOIN #a");
        bob.send("JOIN #a");
        alice.reads();

        assertThat(bob.asksAnew("PART #a :so long")).containsExactly(":bob!bob@192.0.2.1 PART #a :so long");
        assertThat(alice.reads()).containsExactly(":bob!bob@192.0.2.1 PART #a :so long");
        assertThat(alice.asks("PART #a")).containsExactly(":alice!alice@192.0.2.1 PART #a");
    }

    @Test
    void nobodyPartsFromWhereTheyAreNot() {
        // RFC 2812 section 3.2.2, ERR_NOSUCHCHANNEL and ERR_NOTONCHANNEL.
        alice.send("JOIN #a");

        assertThat(bob.asks("PART #a,#b"))
                .containsExactly(
                        ":irc.example 442 bob #a :You're not on that channel",
                        ":irc.example 403 bob #b :No such channel");
        assertThat(bob.asks("PART")).singleElement().asString().startsWith(":irc.example 461 bob PART :");
    }

    @Test
    void anOperatorPutsPeopleOut() {
        // RFC 2812 section 3.2.8.
        alice.send("JOIN #a");
        bob.send("JOIN #a");
        alice.reads();
        bob.reads();

        assertThat(bob.asks("KICK #a alice")).containsExactly(":irc.example 482 bob #a :You're not channel operator");
        assertThat(alice.asks("KICK #a bob,carol :enough"))
                .containsExactly(
                        ":alice!alice@192.0.2.1 KICK #a bob :enough",
                        ":irc.example 441 alice carol #a :They aren't on that channel");
        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 KICK #a bob :enough");
    }

    @Test
    void aKickWithoutAReasonNamesWhoDidIt() {
        alice.send("JOIN #a");
        bob.send("JOIN #a");
        bob.reads();
        alice.send("KICK #a bob");

        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 KICK #a bob :alice");
    }

    @Test
    void anInvitationReachesTheInvitedAndOpensTheDoor() {
        // RFC 2812 section 3.2.7, RPL_INVITING.
        alice.send("JOIN #a", "MODE #a +i");

        assertThat(alice.asksAnew("INVITE bob #a")).containsExactly(":irc.example 341 alice bob #a");
        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 INVITE bob #a");
        assertThat(bob.asks("JOIN #a").get(0)).isEqualTo(":bob!bob@192.0.2.1 JOIN #a");
    }

    @Test
    void invitationsThatCannotBeAreRefused() {
        // RFC 2812 section 3.2.7: ERR_NOSUCHNICK, ERR_NOTONCHANNEL, ERR_USERONCHANNEL, ERR_NEEDMOREPARAMS.
        alice.send("JOIN #a");
        bob.send("JOIN #b");
        bob.reads();

        assertThat(alice.asksAnew("INVITE carol #a", "INVITE alice #a", "INVITE bob #b", "INVITE bob #c", "INVITE bob"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(":irc.example 401 alice carol :"),
                        line -> assertThat(line).startsWith(":irc.example 443 alice alice #a :"),
                        line -> assertThat(line).startsWith(":irc.example 442 alice #b :"),
                        line -> assertThat(line).startsWith(":irc.example 403 alice #c :"),
                        line -> assertThat(line).startsWith(":irc.example 461 alice INVITE :"));
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void membersWhoWantToKnowAreToldOfInvitations() {
        // IRCv3 invite-notify.
        var carol = node.join("carol", "invite-notify");
        alice.send("JOIN #a");
        carol.send("JOIN #a");
        carol.reads();
        alice.send("INVITE bob #a");

        assertThat(carol.reads()).containsExactly(":alice!alice@192.0.2.1 INVITE bob #a");
    }

    @Test
    void reasonsOverTheLimitAreRefusedAndNothingHappens() {
        alice.send("JOIN #a");
        var tooLong = "x".repeat(300);

        assertThat(alice.asksAnew("PART #a :" + tooLong))
                .singleElement()
                .asString()
                .startsWith(":irc.example 417 alice :PART has 300 bytes");
        assertThat(alice.roomNames()).hasSize(1);
    }
}
