package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEARCH (the extension soju.im/search). */
class SearchTest {
    private final PretendNode node = PretendNode.start("parley.history.page-lines = 50");
    private IrcClient alice;

    @BeforeEach
    void somethingIsSaid() {
        alice = node.join("alice", "soju.im/search", "batch", "server-time", "standard-replies");
        var bob = node.join("bob");
        for (var one : List.of(alice, bob)) {
            one.send("JOIN #tea,#milk");
        }
        says(bob, "#tea :That was fast!");
        says(alice, "#milk :fast and \"white\"");
        says(bob, "#tea :Slow OR fast* (NEAR)");
        says(bob, "#tea :nothing of it");
        node.join("carol").send("JOIN #secret", "PRIVMSG #secret :fast");
        alice.reads();
    }

    private void says(IrcClient who, String what) {
        node.passes(Duration.ofSeconds(1));
        who.send("PRIVMSG " + what);
    }

    @Test
    void whatMatchesComesInABatchInTheOrderOfTime() {
        assertThat(alice.asks("SEARCH text=FAST"))
                .containsExactly(
                        ":irc.example BATCH +1 soju.im/search",
                        "@batch=1;time=2026-01-31T13:00:00.007Z :bob!bob@192.0.2.1 PRIVMSG #tea :That was fast!",
                        "@batch=1;time=2026-01-31T13:00:01.007Z :alice!alice@192.0.2.1 PRIVMSG #milk :fast and \"white\"",
                        "@batch=1;time=2026-01-31T13:00:02.007Z :bob!bob@192.0.2.1 PRIVMSG #tea :Slow OR fast* (NEAR)",
                        ":irc.example BATCH -1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in=#tea;text=fast                            | 2",
                "from=ALICE                                   | 1",
                "text=fast;limit=2                            | 2",
                "text=\"white\"                               | 1",
                "text=fast*                                   | 3",
                "text=slow\\sOR\\sfast                      | 1",
                "text=NOT\\sfast                             | 0",
                "text=milk                                    | 0",
                "after=2026-01-31T13:00:02.007Z               | 2",
                "before=2026-01-31T13:00:01.007Z              | 2",
                "before=2010-01-01T00:00:00.000Z;in=#tea      | 0"
            })
    void attributesNarrowTheSearch(String attributes, int found) {
        assertThat(alice.asks("SEARCH " + attributes.strip()))
                .filteredOn(line -> line.contains("PRIVMSG"))
                .hasSize(found);
    }

    @Test
    void aSearchFromATimeOnGivesTheFirstAndAnyOtherTheLast() {
        assertThat(alice.asks("SEARCH limit=1")).anyMatch(line -> line.endsWith("nothing of it"));
        assertThat(alice.asks("SEARCH limit=1;after=2020-01-01T00:00:00.000Z"))
                .anyMatch(line -> line.endsWith("fast!"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Section Errors and Warnings.
                "SEARCH                       | INVALID_PARAMS * :",
                "SEARCH limit=1000000000;from=bob | INVALID_PARAMS limit=1000000000 :",
                "SEARCH limit=0               | INVALID_PARAMS limit=0 :",
                "SEARCH after=yesterday       | INVALID_PARAMS after=yesterday :",
                "SEARCH in=#secret;text=fast  | INVALID_PARAMS in=#secret :",
                "SEARCH in=bob                | INVALID_PARAMS in=bob :",
                "SEARCH from=#tea             | INVALID_PARAMS from=#tea :",
                "SEARCH text=!!!              | INVALID_PARAMS text :",
                "SEARCH colour=blue           | INVALID_PARAMS colour :"
            })
    void whatCannotBeSearchedFailsAsSpecified(String request, String expected) {
        assertThat(alice.asks(request.strip()))
                .singleElement()
                .asString()
                .startsWith(":irc.example FAIL SEARCH " + expected);
    }

    @Test
    void whatWasSaidAroundAMatchIsShownToThoseWhoAskForIt() {
        assertThat(alice.asks("SEARCH text=white;parley.chat/context=1;in=#milk"))
                .filteredOn(line -> line.contains("PRIVMSG"))
                .hasSize(1);
        assertThat(alice.asks("SEARCH text=slow;parley.chat/context=1"))
                .filteredOn(line -> line.contains("PRIVMSG"))
                .extracting(line -> line.substring(line.lastIndexOf(':') + 1))
                .containsExactly("That was fast!", "Slow OR fast* (NEAR)", "nothing of it");
    }

    @Test
    void contextIsToldFromMatchesByATagAndEachLineIsShownOnce() {
        var bob = node.join("dan", "soju.im/search", "batch", "message-tags");
        bob.send("JOIN #tea");
        bob.reads();

        assertThat(bob.asks("SEARCH text=fast;in=#tea;parley.chat/context=2"))
                .filteredOn(line -> line.contains("PRIVMSG"))
                .extracting(line -> line.contains("parley.chat/context") + line.substring(line.lastIndexOf(':')))
                .containsExactly("false:That was fast!", "false:Slow OR fast* (NEAR)", "true:nothing of it");
    }

    @ParameterizedTest
    @CsvSource({"24, 1, 0", "25, 1, 1", "1, 17, 1", "1, 16, 0", "many, 1, 1", "1000000000, 1, 1"})
    void matchesAndTheirContextAreAPageTogether(String context, int limit, int faults) {
        assertThat(alice.asks("SEARCH text=fast;parley.chat/context=" + context + ";limit=" + limit))
                .filteredOn(line -> line.contains("FAIL SEARCH INVALID_PARAMS"))
                .hasSize(faults);
    }

    @Test
    void withoutTheCapabilityThereIsNoSuchCommand() {
        assertThat(node.join("dora").asks("SEARCH text=fast"))
                .singleElement()
                .asString()
                .startsWith(":irc.example 421 dora SEARCH :");
    }
}
