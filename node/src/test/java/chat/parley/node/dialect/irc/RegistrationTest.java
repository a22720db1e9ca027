package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.name.People.Claimed;
import org.junit.jupiter.api.Test;

/** Modern IRC, Connection Registration; RFC 2812 section 3.1. */
class RegistrationTest {
    private final PretendNode node = PretendNode.start();

    @Test
    void nickAndUserMakeAPersonWhoIsWelcomed() {
        var welcome = node.connect().asks("NICK alice", "USER ally 0 * :Alice A.");

        assertThat(welcome)
                .startsWith(
                        ":irc.example 001 alice :Welcome to the Example Network, alice!ally@192.0.2.1",
                        ":irc.example 002 alice :Your host is irc.example, running version parley-dev",
                        ":irc.example 003 alice :This server was created 2026-01-31T12:59:59Z",
                        ":irc.example 004 alice irc.example parley-dev iow beIiklmnostv beIklov")
                .endsWith(":irc.example 422 alice :There is no message of the day");
    }

    @Test
    void theOrderOfNickAndUserDoesNotMatter() {
        assertThat(node.connect().asks("USER ally 0 * :Alice", "NICK alice").get(0))
                .contains(" 001 alice ");
    }

    @Test
    void whatIsToldOfTheServerIsTrueAndFitsTheLine() {
        // Modern IRC, RPL_ISUPPORT: at most 13 tokens a line.
        var lines = node.connect().asks("NICK alice", "USER ally 0 * :Alice").stream()
                .filter(line -> line.contains(" 005 "))
                .toList();

        assertThat(lines).hasSize(3).allSatisfy(line -> {
            assertThat(line.substring(0, line.indexOf(" :")).split(" ", -1)).hasSizeLessThanOrEqualTo(3 + 13);
            assertThat(line.length()).isLessThanOrEqualTo(510);
        });
        assertThat(String.join(" ", lines))
                .contains(" CASEMAPPING=ascii ", " CHANTYPES=# ", " CHANMODES=beI,k,l,imnst ", " PREFIX=(ov)@+ ")
                .contains(" STATUSMSG=@+ ", " NICKLEN=30 ", " CHANNELLEN=64 ", " NETWORK=Example ", " UTF8ONLY ")
                .contains(" EXCEPTS=e ", " INVEX=I ", " ELIST=CMNTU ", " MAXLIST=beI:100 ", " MODES=6 ", " WHOX ")
                .contains(" CHATHISTORY=200 ", " MSGREFTYPES=msgid,timestamp ");
    }

    @Test
    void countsAndMessageOfTheDayFollow() {
        // RFC 2812 section 5.1, RPL_LUSERCLIENT and RPL_MOTD.
        var client = PretendNode.start("parley.motd = [Welcome., Be kind.]").connect();

        assertThat(client.asks("NICK alice", "USER ally 0 * :Alice"))
                .contains(
                        ":irc.example 251 alice :There are 2 users and 0 invisible on 1 servers",
                        ":irc.example 252 alice 0 :operator(s) online",
                        ":irc.example 253 alice 1 :unknown connection(s)",
                        ":irc.example 254 alice 1 :channels formed",
                        ":irc.example 255 alice :I have 2 clients and 0 servers",
                        ":irc.example 265 alice :Current local users 2",
                        ":irc.example 266 alice :Current global users 2")
                .endsWith(
                        ":irc.example 375 alice :- irc.example Message of the day - ",
                        ":irc.example 372 alice :- Welcome.",
                        ":irc.example 372 alice :- Be kind.",
                        ":irc.example 376 alice :End of MOTD command");
    }

    @Test
    void nothingElseIsAllowedBefore() {
        assertThat(node.connect().asks("JOIN #a", "PRIVMSG bob :hi", "NONSENSE"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith(":irc.example 451 * :"));
    }

    @Test
    void pingIsAnsweredBefore() {
        assertThat(node.connect().asks("PING tok")).containsExactly(":irc.example PONG irc.example :tok");
    }

    @Test
    void aNameThatIsTakenIsNotGivenTwice() {
        // RFC 2812 section 3.1.2, ERR_NICKNAMEINUSE.
        node.join("alice");
        var second = node.connect();

        assertThat(second.asks("NICK Alice", "USER a 0 * :a"))
                .containsExactly(":irc.example 433 * Alice :Nickname is already in use");
        assertThat(second.asks("NICK bob").get(0)).contains(" 001 bob ");
    }

    @Test
    void aDirectoryThatDoesNotAnswerIsToldAsSuch() {
        node.claims.add(Claimed.Result.UNAVAILABLE);

        assertThat(node.connect().asks("NICK alice", "USER a 0 * :a"))
                .containsExactly(":irc.example 437 * alice :Nickname is temporarily unavailable: try again");
    }

    @Test
    void namesThatAreNoneAreRefused() {
        // RFC 2812 section 3.1.2, ERR_NONICKNAMEGIVEN and ERR_ERRONEUSNICKNAME.
        var client = node.connect();

        assertThat(client.asks("NICK")).singleElement().asString().startsWith(":irc.example 431 * :");
        assertThat(client.asks("NICK 1abc")).singleElement().asString().startsWith(":irc.example 432 * 1abc :");
        assertThat(client.asks("NICK " + "a".repeat(31)))
                .singleElement()
                .asString()
                .contains(" 432 * aaaa");
        assertThat(client.asks("NICK #a")).singleElement().asString().startsWith(":irc.example 432 * #a :");
    }

    @Test
    void userNeedsFourParametersAndAUsableName() {
        // RFC 2812 section 3.1.3, ERR_NEEDMOREPARAMS; Modern IRC, ERR_INVALIDUSERNAME.
        var client = node.connect();

        assertThat(client.asks("USER a 0 *")).singleElement().asString().startsWith(":irc.example 461 * USER :");
        assertThat(client.asks("USER !@ 0 * :x")).singleElement().asString().startsWith(":irc.example 468 * :");
    }

    @Test
    void userNamesAreShortenedToUserlenAndKeepNothingThatAMaskCouldMean() {
        var client = node.connect();
        client.send("NICK alice", "USER a!l@i*ce-is-far-too-long 0 * :x");

        assertThat(client.someone().identity().username()).isEqualTo("alice-is-f");
    }

    @Test
    void nobodyRegistersTwice() {
        var alice = node.join("alice");

        assertThat(alice.asks("USER a 0 * :a", "PASS x"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith(":irc.example 462 alice :"));
    }

    @Test
    void aServerWithAPasswordWantsIt() {
        // RFC 2812 section 3.1.1, ERR_PASSWDMISMATCH.
        var closed = PretendNode.start("parley.password = sesame");
        var wrong = closed.connect();
        var right = closed.connect();

        assertThat(wrong.asks("PASS nonsense", "NICK alice", "USER a 0 * :a"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(":irc.example 464 alice :"),
                        line -> assertThat(line).startsWith("ERROR :"));
        assertThat(wrong.ended).isEqualTo("Bad password");
        assertThat(right.asks("PASS sesame", "NICK alice", "USER a 0 * :a").get(0))
                .contains(" 001 alice ");
    }

    @Test
    void whoeverQuitsBeforeIsSeenOff() {
        var client = node.connect();

        assertThat(client.asks("QUIT :bye")).containsExactly("ERROR :Closing link: 192.0.2.1 (Quit: bye)");
        assertThat(client.ended).isEqualTo("Quit: bye");
    }

    @Test
    void anHttpClientGetsAnAnswerOfItsKindAndNothingMore() {
        var browser = node.connect();

        var answer = String.join("\n", browser.asks("GET / HTTP/1.1", "Host: irc.example", ""));

        assertThat(answer).startsWith("HTTP/1.1 400 Bad Request").endsWith("Connect with an IRC client.");
        assertThat(browser.ended).isNotNull();
    }
}
