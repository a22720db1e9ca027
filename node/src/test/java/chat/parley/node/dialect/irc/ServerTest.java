package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.name.Census;
import chat.parley.node.name.PersonMail;
import org.junit.jupiter.api.Test;

/** RFC 2812 sections 3.1.4, 3.1.7, 3.4 and 3.7. */
class ServerTest {
    /** Of the password {@code passwd}: RFC 7914 section 11. */
    private static final String HASH = "pbkdf2:1:c2FsdA==:VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw=";

    private final PretendNode node =
            PretendNode.start("parley.operators = [{ name = root, password-hash = \"" + HASH + "\" }]");
    private final IrcClient alice = node.join("alice");

    @Test
    void pingIsAnsweredWithItsToken() {
        assertThat(alice.asks("PING :a b")).containsExactly(":irc.example PONG irc.example :a b");
        assertThat(alice.asks("PING :")).singleElement().asString().startsWith(":irc.example 409 alice :");
        assertThat(alice.asks("PING")).singleElement().asString().startsWith(":irc.example 409 alice :");
    }

    @Test
    void pongAndErrorAreNotAnswered() {
        assertThat(alice.asks("PONG x", "ERROR :x")).isEmpty();
    }

    @Test
    void whoeverQuitsIsSeenOff() {
        assertThat(alice.asks("QUIT :bye")).containsExactly("ERROR :Closing link: 192.0.2.1 (Quit: bye)");
        assertThat(alice.ended).isEqualTo("Quit: bye");
    }

    @Test
    void theServerTellsOfItself() {
        assertThat(alice.asks("VERSION").get(0))
                .isEqualTo(":irc.example 351 alice parley-dev irc.example :Parley, a chat cluster");
        assertThat(alice.asks("TIME"))
                .containsExactly(":irc.example 391 alice irc.example :Saturday, 31 January 2026, 12:59:59 UTC");
        assertThat(alice.asks("INFO")).last().isEqualTo(":irc.example 374 alice :End of INFO list");
        assertThat(alice.asks("MOTD")).containsExactly(":irc.example 422 alice :There is no message of the day");
    }

    @Test
    void otherServersAreNotAskedThroughThisOne() {
        // RFC 2812 section 3.4, ERR_NOSUCHSERVER.
        assertThat(alice.asks(
                        "VERSION other.example", "TIME other.example", "INFO other.example", "MOTD other.example"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).startsWith(":irc.example 402 alice other.example :"));
        assertThat(alice.asks("TIME IRC.example")).hasSize(1);
    }

    @Test
    void whoWaitsForTheStoreIsToldByANotice() {
        // RFC 2812 section 3.3.2: nothing answers a NOTICE.
        alice.write(alice.dialect().mail(new PersonMail.StoreIs(false), alice));
        alice.write(alice.dialect().mail(new PersonMail.StoreIs(true), alice));

        assertThat(alice.reads())
                .containsExactly(
                        ":irc.example NOTICE alice :" + new PersonMail.StoreIs(false).words(),
                        ":irc.example NOTICE alice :" + new PersonMail.StoreIs(true).words());
    }

    @Test
    void lusersCountsAllServers() {
        node.census.add(new Census(2, "other.example", 5, 2, 1, 0, 3, false));

        assertThat(alice.asks("LUSERS"))
                .containsExactly(
                        ":irc.example 251 alice :There are 5 users and 2 invisible on 2 servers",
                        ":irc.example 252 alice 1 :operator(s) online",
                        ":irc.example 253 alice 1 :unknown connection(s)",
                        ":irc.example 254 alice 4 :channels formed",
                        ":irc.example 255 alice :I have 2 clients and 1 servers",
                        ":irc.example 265 alice :Current local users 2",
                        ":irc.example 266 alice :Current global users 7");
    }

    @Test
    void helpWritesItselfFromTheCommands() {
        // Modern IRC, HELP message.
        assertThat(alice.asks("HELP")).hasSize(2 + node.server.commands().all().size());
        assertThat(alice.asks("HELP kick"))
                .containsExactly(
                        ":irc.example 704 alice KICK :KICK <room> <name>{,<name>} [:<reason>]",
                        ":irc.example 705 alice KICK :Put people out of a room",
                        ":irc.example 706 alice KICK :End of HELP");
        assertThat(alice.asks("HELP dancing"))
                .singleElement()
                .asString()
                .startsWith(":irc.example 524 alice DANCING :");
    }

    @Test
    void everyCommandSaysHowItIsUsed() {
        assertThat(node.server.commands().all()).allSatisfy(command -> {
            assertThat(command.usage()).contains(command.name());
            assertThat(command.description()).isNotBlank().doesNotEndWith(".");
        });
    }

    @Test
    void unknownCommandsAreTold() {
        assertThat(alice.asks("DANCE")).singleElement().asString().startsWith(":irc.example 421 alice DANCE :");
    }

    @Test
    void operNeedsTheRightNameAndPassword() {
        // RFC 2812 section 3.1.4: ERR_PASSWDMISMATCH, ERR_NOOPERHOST, RPL_YOUREOPER.
        assertThat(alice.asks("OPER root wrong", "OPER nobody passwd", "OPER root"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(":irc.example 464 alice :"),
                        line -> assertThat(line).startsWith(":irc.example 491 alice :"),
                        line -> assertThat(line).startsWith(":irc.example 461 alice OPER :"));
        assertThat(alice.asks("OPER root passwd"))
                .containsExactly(
                        ":irc.example 381 alice :You are now an IRC operator", ":alice!alice@192.0.2.1 MODE alice +o");
        assertThat(alice.asks("MODE alice")).containsExactly(":irc.example 221 alice +o");
        assertThat(alice.asks("MODE alice -o")).containsExactly(":alice!alice@192.0.2.1 MODE alice -o");
    }

    @Test
    void onlyOperatorsKill() {
        // RFC 2812 section 3.7.1.
        var bob = node.join("bob");

        assertThat(alice.asks("KILL bob :spam")).singleElement().asString().startsWith(":irc.example 481 alice :");
        alice.send("OPER root passwd");
        assertThat(alice.asksAnew("KILL carol :spam"))
                .containsExactly(":irc.example 401 alice carol :No such nick/channel");
        assertThat(alice.asks("KILL bob :spam")).isEmpty();
        assertThat(bob.reads()).containsExactly(":alice!alice@192.0.2.1 KILL bob :spam");
    }
}
