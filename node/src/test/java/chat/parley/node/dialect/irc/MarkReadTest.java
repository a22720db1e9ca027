package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MARKREAD (IRCv3 read-marker, a draft). It is 2026-01-31T12:59:59.007Z. */
class MarkReadTest {
    private static final String EARLY = "2026-01-31T10:00:00.000Z";
    private static final String LATE = "2026-01-31T11:00:00.000Z";

    private final PretendNode node = PretendNode.start();
    private final IrcClient alice = node.join("alice", "draft/read-marker", "standard-replies");

    @Test
    void whoJoinsIsToldHowFarTheyHaveReadBeforeTheNamesEnd() {
        assertThat(alice.asks("JOIN #tea"))
                .containsExactly(
                        ":alice!alice@192.0.2.1 JOIN #tea",
                        ":irc.example MARKREAD #tea *",
                        ":irc.example 353 alice = #tea :@alice",
                        ":irc.example 366 alice #tea :End of NAMES list");
        alice.asks("MARKREAD #tea timestamp=" + EARLY, "PART #tea");

        assertThat(alice.asks("JOIN #TEA")).contains(":irc.example MARKREAD #TEA timestamp=" + EARLY);
    }

    @Test
    void aMarkerMovesForwardAlone() {
        alice.asks("JOIN #tea");

        assertThat(alice.asks("MARKREAD #tea timestamp=" + LATE))
                .containsExactly(":irc.example MARKREAD #tea timestamp=" + LATE);
        assertThat(alice.asks("MARKREAD #tea timestamp=" + EARLY, "MARKREAD #tea"))
                .containsExactly(
                        ":irc.example MARKREAD #tea timestamp=" + LATE, ":irc.example MARKREAD #tea timestamp=" + LATE);
    }

    @Test
    void whatIsStillToComeNobodyHasRead() {
        alice.asks("JOIN #tea");

        assertThat(alice.asks("MARKREAD #tea timestamp=2036-01-01T00:00:00.000Z"))
                .containsExactly(":irc.example MARKREAD #tea timestamp=2026-01-31T12:59:59.007Z");
    }

    @Test
    void ofWhatIsSaidToAPersonNoMarkerIsKept() {
        assertThat(alice.asks("MARKREAD bob timestamp=" + EARLY)).containsExactly(":irc.example MARKREAD bob *");
        assertThat(node.readMarkers).isEmpty();
    }

    @Test
    void anAnswerWithALabelIsOneBatch() {
        var bob = node.join("bob", "draft/read-marker", "labeled-response", "batch", "message-tags");

        assertThat(bob.asks("@label=7 JOIN #tea"))
                .first()
                .asString()
                .startsWith("@label=7 :irc.example BATCH +")
                .endsWith(" labeled-response");
        assertThat(bob.asks("@label=8 MARKREAD #tea")).containsExactly("@label=8 :irc.example MARKREAD #tea *");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Section Errors and Warnings.
                "MARKREAD                                | NEED_MORE_PARAMS :",
                "MARKREAD #tea yesterday                 | INVALID_PARAMS #tea :",
                "MARKREAD #tea timestamp=                | INVALID_PARAMS #tea :",
                "MARKREAD #tea timestamp=2026-02-30T10:00:00.000Z | INVALID_PARAMS #tea :",
                "MARKREAD #milk                          | INVALID_PARAMS #milk :",
                "MARKREAD %bob timestamp=2026-01-31T10:00:00.000Z | INVALID_PARAMS %bob :"
            })
    void whatCannotBeMarkedFailsAsSpecified(String request, String expected) {
        alice.asks("JOIN #tea");

        assertThat(alice.asks(request.strip()))
                .singleElement()
                .asString()
                .startsWith(":irc.example FAIL MARKREAD " + expected);
    }

    @Test
    void withoutTheCapabilityThereIsNoSuchCommand() {
        assertThat(node.join("dora").asks("MARKREAD #tea"))
                .singleElement()
                .asString()
                .startsWith(":irc.example 421 dora MARKREAD :");
    }

    @ParameterizedTest
    @CsvSource({"parley.history.read-markers = off", "parley.history.store = memory"})
    void whereNothingIsKeptItIsNotOffered(String hocon) {
        var carol = PretendNode.start(hocon).join("carol");

        assertThat(carol.asks("CAP LS")).noneMatch(line -> line.contains("read-marker"));
        assertThat(carol.asks("CAP REQ draft/read-marker"))
                .containsExactly(":irc.example CAP carol NAK :draft/read-marker");
    }
}
