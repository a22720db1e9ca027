package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is no line is refused with a word about it, and nothing of it is used. */
class LineLimitsTest {
    private final PretendNode node = PretendNode.start();
    private final IrcClient alice = node.join("alice", "standard-replies", "message-tags");
    private final IrcClient bob = node.join("bob");

    @Test
    void aLineOver512BytesIsRefusedOnce() {
        // Modern IRC, ERR_INPUTTOOLONG.
        assertThat(alice.asks("PRIVMSG bob :" + "x".repeat(1000)))
                .singleElement()
                .asString()
                .startsWith(":irc.example 417 alice :");
        assertThat(alice.asks("PING x")).hasSize(1);
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void tagsOver4094BytesAreRefused() {
        // IRCv3 message-tags, Size limit.
        assertThat(alice.asks("@+x=" + "y".repeat(4090) + " PING x"))
                .singleElement()
                .asString()
                .contains(" PONG ");
        assertThat(alice.asks("@+x=" + "y".repeat(4092) + " PING x"))
                .singleElement()
                .asString()
                .contains(" 417 alice :")
                .contains("4094 bytes of tags");
        assertThat(alice.asks("@+x=" + "y".repeat(9000) + " PING x"))
                .singleElement()
                .asString()
                .contains(" 417 alice :")
                .contains("4094 bytes of tags");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        // IRCv3 UTF8ONLY.
        alice.sendBytes("PRIVMSG bob :caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1));
        bob.sendBytes("PRIVMSG alice :caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(alice.reads()).singleElement().asString().startsWith(":irc.example FAIL * INVALID_UTF8 :");
        assertThat(bob.reads()).singleElement().asString().startsWith(":irc.example NOTICE bob :");
    }

    @Test
    void aNulOrAStrayCarriageReturnIsRefused() {
        // RFC 2812 section 2.3.1.
        assertThat(alice.asks("PRIVMSG bob :a\0b", "PRIVMSG bob :a\rb"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith(":irc.example FAIL * INVALID_CHARACTER :"));
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void emptyLinesAreIgnored() {
        assertThat(alice.asks("", "   ")).isEmpty();
    }

    @Test
    void aLineWithoutACommandIsUnknown() {
        assertThat(alice.asks("@a=b", "!?"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith(":irc.example 421 alice * :"));
    }

    @Test
    void probeAndFarewellAreLines() {
        assertThat(alice.dialect().probe().utf8String()).isEqualTo("PING :irc.example\r\n");
        assertThat(alice.dialect().farewell("Flood", alice).utf8String())
                .isEqualTo("ERROR :Closing link: 192.0.2.1 (Flood)\r\n");
    }
}
