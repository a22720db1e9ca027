package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 2812 sections 3.2.4 to 3.2.6: TOPIC, NAMES, LIST. */
class RoomInfoTest {
    private final PretendNode node = PretendNode.start();
    private final IrcClient alice = node.join("alice");
    private final IrcClient bob = node.join("bob");

    @Test
    void aTopicIsSetAndSeen() {
        alice.send("JOIN #a");
        bob.send("JOIN #a");
        bob.reads();

        assertThat(alice.asksAnew("TOPIC #a :new topic")).containsExactly(":alice!alice@192.0.2.1 TOPIC #a :new topic");
        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 TOPIC #a :new topic");
        assertThat(bob.asks("TOPIC #a"))
                .containsExactly(
                        ":irc.example 332 bob #a :new topic",
                        ":irc.example 333 bob #a alice!alice@192.0.2.1 1769864399");
        assertThat(alice.asks("TOPIC #a :")).containsExactly(":alice!alice@192.0.2.1 TOPIC #a :");
        assertThat(bob.asksAnew("TOPIC #a")).containsExactly(":irc.example 331 bob #a :No topic is set");
    }

    @Test
    void topicsAreKeptFromThoseWhoMayNot() {
        // RFC 2812 section 3.2.4: ERR_CHANOPRIVSNEEDED, ERR_NOTONCHANNEL.
        alice.send("JOIN #a,#s", "MODE #s +s");
        bob.send("JOIN #a");
        bob.reads();

        assertThat(bob.asks("TOPIC #a :mine", "TOPIC #s", "TOPIC #none", "TOPIC"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(":irc.example 482 bob #a :"),
                        line -> assertThat(line).startsWith(":irc.example 442 bob #s :"),
                        line -> assertThat(line).startsWith(":irc.example 403 bob #none :"),
                        line -> assertThat(line).startsWith(":irc.example 461 bob TOPIC :"));
    }

    @Test
    void aTopicOverTheLimitIsRefused() {
        alice.send("JOIN #a");
        int limit = node.server.limits().topic();

        assertThat(alice.asksAnew("TOPIC #a :" + "x".repeat(limit)))
                .hasSize(1)
                .noneMatch(line -> line.contains(" 417 "));
        assertThat(alice.asks("TOPIC #a :" + "x".repeat(limit + 1)))
                .singleElement()
                .asString()
                .contains(" 417 alice :TOPIC has ");
    }

    @Test
    void namesOfManyPeopleAreSplitAt512Bytes() {
        // RFC 2812 section 2.3.
        var people = IntStream.range(0, 60)
                .mapToObj(i -> node.join("a-name-of-some-length-" + i))
                .toList();
        people.forEach(one -> one.send("JOIN #a"));

        var lines = people.get(0).asksAnew("NAMES #a");

        assertThat(lines)
                .hasSizeGreaterThan(3)
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(510));
        assertThat(lines.stream()
                        .filter(line -> line.contains(" 353 "))
                        .flatMap(line -> List.of(
                                line.substring(line.lastIndexOf(':') + 1).split(" ", -1))
                                .stream()))
                .hasSize(60);
    }

    @Test
    void namesTellAllRolesAndWholeMasksToThoseWhoAsked() {
        // IRCv3 multi-prefix and userhost-in-names.
        alice.send("JOIN #a", "MODE #a +v alice");
        var carol = node.join("carol", "multi-prefix", "userhost-in-names");

        assertThat(carol.asks("JOIN #a"))
                .contains(":irc.example 353 carol = #a :@+alice!alice@192.0.2.1 carol!carol@192.0.2.1");
        assertThat(alice.asksAnew("NAMES #a")).contains(":irc.example 353 alice = #a :@alice carol");
    }

    @Test
    void outsidersSeeNoSecretRoomsAndNoInvisiblePeople() {
        alice.send("MODE alice +i", "JOIN #a,#s", "MODE #s +s");
        bob.send("JOIN #b");
        var carol = node.join("carol");
        carol.send("JOIN #a");

        assertThat(bob.asksAnew("NAMES #s")).containsExactly(":irc.example 366 bob #s :End of NAMES list");
        assertThat(bob.asks("NAMES #a").get(0)).isEqualTo(":irc.example 353 bob = #a :carol");
        assertThat(carol.asksAnew("NAMES #a").get(0)).isEqualTo(":irc.example 353 carol = #a :@alice carol");
        assertThat(alice.asksAnew("NAMES #s").get(0)).isEqualTo(":irc.example 353 alice @ #s :@alice");
    }

    @Test
    void listTellsRoomsButNotSecretOnes() {
        alice.send("JOIN #b,#a,#s", "MODE #s +s", "TOPIC #a :the letter");

        assertThat(bob.asks("LIST"))
                .containsExactly(
                        ":irc.example 321 bob Channel :Users  Name",
                        ":irc.example 322 bob #a 1 :the letter",
                        ":irc.example 322 bob #b 1 :",
                        ":irc.example 323 bob :End of LIST");
        assertThat(alice.asksAnew("LIST #s")).contains(":irc.example 322 alice #s 1 :");
    }

    @Test
    void aListThatIsNotWholeSaysSo() {
        var crowded = PretendNode.start("parley.limits.listed-rooms = 2");
        var dan = crowded.join("dan");
        dan.send("JOIN #a,#b,#c");

        assertThat(dan.asksAnew("LIST"))
                .containsExactly(
                        ":irc.example 321 dan Channel :Users  Name",
                        ":irc.example 322 dan #a 1 :",
                        ":irc.example 322 dan #b 1 :",
                        ":irc.example NOTICE dan :LIST: The network has more rooms than the 2 that are looked through: "
                                + "name the ones you want (LIST #room)",
                        ":irc.example 323 dan :End of LIST");
    }

    @Test
    void listTakesConditions() {
        // Modern IRC, ELIST Parameter: M, N, U, C, T.
        alice.send("JOIN #old,#older");
        bob.send("JOIN #old");
        node.passes(Duration.ofMinutes(10));
        alice.send("JOIN #new", "TOPIC #older :news");
        alice.reads();

        assertThat(listed("*old*")).containsExactly("#old", "#older");
        assertThat(listed("!*old*")).containsExactly("#new");
        assertThat(listed("*o*,!*er")).containsExactly("#old");
        assertThat(listed(">1")).containsExactly("#old");
        assertThat(listed("<2")).containsExactly("#new", "#older");
        assertThat(listed("C<5")).containsExactly("#new");
        assertThat(listed("C>5")).containsExactly("#old", "#older");
        assertThat(listed("T<5")).containsExactly("#older");
        assertThat(listed("#new,#old")).containsExactly("#new", "#old");
        assertThat(listed("C>5,>1")).containsExactly("#old");
    }

    private List<String> listed(String condition) {
        return alice.asks("LIST " + condition).stream()
                .filter(line -> line.contains(" 322 "))
                .map(line -> line.split(" ", -1)[3])
                .toList();
    }
}
