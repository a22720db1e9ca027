package chat.parley.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/join #dev          | JOIN #dev",
                "/join dev           | JOIN #dev",
                "/join #dev s3cret   | JOIN #dev s3cret",
                "/part               | PART #lobby",
                "/part see you       | PART #lobby :see you",
                "/part #lobby bye    | PART #lobby bye",
                "/msg bob hi there   | @label=1 PRIVMSG bob :hi there",
                "/me waves           | @label=1 PRIVMSG #lobby :␁ACTION waves␁",
                "/nick alicia        | NICK alicia",
                "/topic              | TOPIC #lobby",
                "/topic tea at five  | TOPIC #lobby :tea at five",
                "/names              | NAMES #lobby",
                "/names #other       | NAMES #other",
                "/whois bob          | WHOIS bob",
                "/list               | LIST",
                "/list *dev*         | LIST *dev*",
                "/away               | AWAY",
                "/away at lunch      | AWAY :at lunch",
                "/quit               | QUIT",
                "/QUIT good night    | QUIT :good night",
                "q                   | QUIT",
                "//etc/hosts         | @label=1 PRIVMSG #lobby /etc/hosts",
                "quality             | @label=1 PRIVMSG #lobby quality",
            })
    void eachCommandSendsItsLine(String typed, String sent) {
        assertThat(Scenario.online("#lobby").type(typed).sent()).containsExactly(sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/join        | usage: /join ROOM [KEY]",
                "/join #a,#b  | '\"#a,#b\" is no room name'",
                "/part #other | you are not in the room #other",
                "/msg bob     | 'usage: /msg ROOM|NICK TEXT'",
                "/me          | usage: /me TEXT",
                "/nick a b    | usage: /nick NICK",
                "/whois       | usage: /whois NICK",
                "/switch #dev | you are not in #dev; /join #dev goes there",
                "/dance       | there is no command /dance; /help lists them, and // begins a text with /",
                "/            | there is no command /; /help lists them, and // begins a text with /",
            })
    void whatCannotBeDoneIsToldAndNotSent(String typed, String told) {
        Scenario alice = Scenario.online("#lobby");

        alice.type(typed);

        assertThat(alice.sent()).isEmpty();
        assertThat(alice.shown()).containsExactly("!! " + told);
    }

    @Test
    void helpShowsEveryCommandOfTheTable() {
        List<String> shown = Scenario.online("#lobby").type("/help").shown();

        assertThat(CommandTable.names())
                .hasSize(20)
                .allSatisfy(name -> assertThat(shown).anyMatch(line -> line.startsWith("-- " + name)));
    }

    @Test
    void typedTextFollowsTheSwitch() {
        Scenario alice = Scenario.online("#lobby", "#dev")
                .hear(":bob!b@h PRIVMSG #dev :you there?")
                .clear();

        alice.type("/switch", "/switch dev", "yes", "/switch bob", "psst", "/switch #LOBBY", "back");

        assertThat(alice.shown()).containsExactly("-- you are in #lobby, #dev (1 unread)");
        assertThat(alice.sent())
                .containsExactly(
                        "@label=1 PRIVMSG #dev yes", "@label=2 PRIVMSG bob psst", "@label=3 PRIVMSG #lobby back");
    }

    @Test
    void anEmptyLineAsksForNothing() {
        Scenario alice = Scenario.online("#lobby").type("", "   ");

        assertThat(alice.sent()).isEmpty();
        assertThat(alice.shown()).isEmpty();
    }
}
