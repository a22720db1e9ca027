package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.name.People.Claimed;
import chat.parley.node.name.People.FormerHolder;
import org.junit.jupiter.api.Test;

/** RFC 2812 sections 3.1.2, 3.6 and 4; IRCv3 whox, away-notify, setname. */
class PeopleTest {
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
    void aNewNameIsSeenByAllWhoShareARoomOnce() {
        // RFC 2812 section 3.1.2.
        bothIn("#a");
        bothIn("#b");

        assertThat(alice.asks("NICK alicia")).containsExactly(":alice!alice@192.0.2.1 NICK alicia");
        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 NICK alicia");
        assertThat(alice.asks("NICK alicia")).isEmpty();
        assertThat(alice.asks("NICK Alicia")).containsExactly(":alicia!alice@192.0.2.1 NICK Alicia");
    }

    @Test
    void aNameThatCannotBeHadIsNotTaken() {
        node.claims.add(Claimed.Result.UNAVAILABLE);

        assertThat(alice.asks("NICK carol", "NICK bob"))
                .containsExactly(
                        ":irc.example 437 alice carol :Nickname is temporarily unavailable: try again",
                        ":irc.example 433 alice bob :Nickname is already in use");
    }

    @Test
    void whoisTellsWhoSomebodyIs() {
        // RFC 2812 section 3.6.2.
        bothIn("#a");
        bob.send("AWAY :lunch");
        bob.secure = true;

        assertThat(alice.asks("WHOIS BOB"))
                .containsExactly(
                        ":irc.example 311 alice bob bob 192.0.2.1 * :bob of Example",
                        ":irc.example 319 alice bob :#a",
                        ":irc.example 312 alice bob irc.example :Example",
                        ":irc.example 301 alice bob :lunch",
                        ":irc.example 671 alice bob :is using a secure connection",
                        ":irc.example 317 alice bob 5 1769864399 :seconds idle, signon time",
                        ":irc.example 318 alice bob :End of WHOIS list");
        assertThat(alice.asks("WHOIS irc.example bob")).hasSize(7);
    }

    @Test
    void whoisTellsHowSomebodyIsConnectedWhoHasNoIrcClient() {
        // Modern IRC, RPL_WHOISSPECIAL.
        bob.via("announce");

        assertThat(alice.asks("WHOIS bob"))
                .contains(":irc.example 320 alice bob :is not an IRC client, but speaks the dialect announce");
        assertThat(alice.asks("WHOIS alice")).noneMatch(line -> line.contains(" 320 "));
    }

    @Test
    void whoisHidesSecretRoomsFromThoseOutside() {
        bob.send("JOIN #s", "MODE #s +s");

        assertThat(alice.asks("WHOIS bob")).noneMatch(line -> line.contains("#s"));
        assertThat(bob.asksAnew("WHOIS bob")).contains(":irc.example 319 bob bob :@#s");
        alice.send("JOIN #s");
        assertThat(alice.asksAnew("WHOIS bob")).contains(":irc.example 319 alice bob :@#s");
    }

    @Test
    void whoisOfNobodySaysSo() {
        // ERR_NOSUCHNICK and ERR_NONICKNAMEGIVEN.
        assertThat(alice.asks("WHOIS carol", "WHOIS", "WHOIS 1*"))
                .containsExactly(
                        ":irc.example 401 alice carol :No such nick/channel",
                        ":irc.example 318 alice carol :End of WHOIS list",
                        ":irc.example 431 alice :No nickname given",
                        ":irc.example 401 alice 1* :No such nick/channel",
                        ":irc.example 318 alice 1* :End of WHOIS list");
    }

    @Test
    void whowasTellsWhoHadAName() {
        // RFC 2812 section 3.6.3.
        node.former.add(new FormerHolder(bob.someone().identity(), "Bob", "other.example", node.nowMillis()));

        assertThat(alice.asks("WHOWAS bob", "WHOWAS carol"))
                .containsExactly(
                        ":irc.example 314 alice bob bob 192.0.2.1 * :Bob",
                        ":irc.example 312 alice bob other.example :2026-01-31T12:59:59.007Z",
                        ":irc.example 369 alice bob :End of WHOWAS",
                        ":irc.example 406 alice carol :There was no such nickname",
                        ":irc.example 369 alice carol :End of WHOWAS");
    }

    @Test
    void userhostAndIsonTellWhoIsThere() {
        // RFC 2812 sections 4.8 and 4.9.
        bob.send("AWAY :lunch");

        assertThat(alice.asks("USERHOST alice carol bob"))
                .containsExactly(":irc.example 302 alice :alice=+alice@192.0.2.1 bob=-bob@192.0.2.1");
        assertThat(alice.asks("ISON :BOB carol alice")).containsExactly(":irc.example 303 alice :bob alice");
        assertThat(alice.asks("ISON carol")).containsExactly(":irc.example 303 alice :");
    }

    @Test
    void awayIsToldToThoseWhoWantToKnow() {
        // RFC 2812 section 4.1; IRCv3 away-notify.
        var carol = node.join("carol", "away-notify");
        bothIn("#a");
        carol.send("JOIN #a");
        bob.reads();
        carol.reads();

        assertThat(alice.asksAnew("AWAY :lunch"))
                .containsExactly(":irc.example 306 alice :You have been marked as being away");
        assertThat(alice.asks("AWAY"))
                .containsExactly(":irc.example 305 alice :You are no longer marked as being away");
        assertThat(carol.reads()).containsExactly(":alice!alice@192.0.2.1 AWAY :lunch", ":alice!alice@192.0.2.1 AWAY");
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void aReasonOverAwaylenIsRefused() {
        assertThat(alice.asks("AWAY :" + "x".repeat(201)))
                .singleElement()
                .asString()
                .startsWith(":irc.example 417 alice :AWAY has 201 bytes");
        assertThat(alice.someone().away()).isNull();
    }

    @Test
    void aNewRealNameIsToldToThoseWhoKnowOfIt() {
        // IRCv3 setname.
        var carol = node.join("carol", "setname", "standard-replies");
        bothIn("#a");
        carol.send("JOIN #a");
        bob.reads();

        assertThat(carol.asksAnew("SETNAME :Carol C.")).containsExactly(":carol!carol@192.0.2.1 SETNAME :Carol C.");
        assertThat(bob.reads()).isEmpty();
        assertThat(carol.asks("SETNAME :" + "x".repeat(200)))
                .singleElement()
                .asString()
                .startsWith(":irc.example FAIL SETNAME INVALID_REALNAME :");
        assertThat(bob.asks("SETNAME :")).singleElement().asString().startsWith(":irc.example NOTICE bob :SETNAME: ");
    }

    @Test
    void whoTellsWhoIsInARoom() {
        // RFC 2812 section 3.6.1, RPL_WHOREPLY.
        bothIn("#a");
        bob.send("AWAY :x");

        assertThat(alice.asks("WHO #a"))
                .containsExactly(
                        ":irc.example 352 alice #a alice 192.0.2.1 irc.example alice H@ :0 alice of Example",
                        ":irc.example 352 alice #a bob 192.0.2.1 irc.example bob G :0 bob of Example",
                        ":irc.example 315 alice #a :End of WHO list");
        assertThat(alice.asks("WHO #a o")).containsExactly(":irc.example 315 alice #a :End of WHO list");
    }

    @Test
    void whoFindsPeopleByNameAndByMask() {
        bothIn("#a");

        assertThat(alice.asks("WHO bob").get(0))
                .isEqualTo(":irc.example 352 alice #a bob 192.0.2.1 irc.example bob H :0 bob of Example");
        assertThat(alice.asks("WHO b*").get(0))
                .isEqualTo(":irc.example 352 alice * bob 192.0.2.1 irc.example bob H :0 bob of Example");
        assertThat(alice.asks("WHO 192.0.2.*")).hasSize(3);
        assertThat(alice.asks("WHO")).hasSize(3);
        assertThat(alice.asks("WHO nobody")).containsExactly(":irc.example 315 alice nobody :End of WHO list");
    }

    @Test
    void whoHidesTheInvisibleUnlessOneKnowsTheirName() {
        bob.send("MODE bob +i");

        assertThat(alice.asks("WHO *")).noneMatch(line -> line.contains("bob"));
        assertThat(alice.asks("WHO bob")).hasSize(2);
        assertThat(bob.asksAnew("WHO *")).anyMatch(line -> line.contains(" bob "));
    }

    @Test
    void whoSaysWhenThereAreMore() {
        var small = PretendNode.start("parley.limits.survey-results = 1");
        small.join("x");

        assertThat(small.join("y").asks("WHO *"))
                .hasSize(3)
                .anyMatch(line -> line.startsWith(":irc.example 416 y * :"));
    }

    @Test
    void whoxTellsTheFieldsThatWereAskedForInTheirOrder() {
        // IRCv3 whox, RPL_WHOSPCRPL.
        bothIn("#a");

        assertThat(alice.asks("WHO #a %rant,42"))
                .containsExactly(
                        ":irc.example 354 alice 42 alice 0 :alice of Example",
                        ":irc.example 354 alice 42 bob 0 :bob of Example",
                        ":irc.example 315 alice #a :End of WHO list");
        assertThat(alice.asks("WHO bob %tcuihsnfdlao,7").get(0))
                .isEqualTo(":irc.example 354 alice 7 #a bob 192.0.2.1 192.0.2.1 irc.example bob H 0 5 0 n/a");
    }
}
