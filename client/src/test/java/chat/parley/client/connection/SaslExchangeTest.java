package chat.parley.client.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.wire.Line;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaslExchangeTest {
    private static final Secret PASSWORD = new Secret("sesame");

    @Test
    void theSafestWayThatTheServerOffersComesFirst() {
        SaslExchange sasl = exchange(new Login("anna", PASSWORD, true, true), true, "PLAIN,SCRAM-SHA-256,EXTERNAL");

        assertThat(sasl.next()).containsExactly(Line.of("AUTHENTICATE", "EXTERNAL"));
        sasl.failed("no such certificate");
        assertThat(sasl.next()).containsExactly(Line.of("AUTHENTICATE", "SCRAM-SHA-256"));
        sasl.failed("no");
        assertThat(sasl.next()).containsExactly(Line.of("AUTHENTICATE", "PLAIN"));
        assertThat(sasl.hasNext()).isFalse();
    }

    @Test
    void aServerThatListsNothingMayOfferAll() {
        SaslExchange sasl = exchange(new Login("anna", PASSWORD, false, true), true, "");

        sasl.next();
        sasl.offered("PLAIN");

        assertThat(sasl.next()).containsExactly(Line.of("AUTHENTICATE", "PLAIN"));
    }

    @Test
    void thePasswordIsNotSentInClearWhereSomebodyMayListen() {
        SaslExchange sasl = exchange(new Login("anna", PASSWORD, false, true), false, "PLAIN");

        assertThat(sasl.hasNext()).isFalse();
        assertThat(sasl.reason()).contains("use ircs://");
    }

    @Test
    void aLongAnswerIsCutAndItsEndIsSeen() {
        // 400 bytes of base64 hold 300 bytes: "a" NUL "a" NUL and 296 letters.
        String password = "x".repeat(296);
        SaslExchange sasl = exchange(new Login("a", new Secret(password), false, true), true, "PLAIN");
        sasl.next();

        List<Line> answer = sasl.onChallenge("+");

        assertThat(answer).hasSize(2);
        assertThat(Base64.getDecoder().decode(answer.get(0).param(0))).isEqualTo(("a\0a\0" + password).getBytes(UTF_8));
        assertThat(answer.get(1)).isEqualTo(Line.of("AUTHENTICATE", "+"));
    }

    @Test
    void aChallengeInPiecesIsPutTogether() {
        SaslExchange sasl = exchange(new Login("anna", PASSWORD, false, true), true, "SCRAM-SHA-256");
        sasl.next();
        sasl.onChallenge("+");
        String base64 = Base64.getEncoder().encodeToString(("r=" + "y".repeat(400)).getBytes(UTF_8));

        assertThat(sasl.onChallenge(base64.substring(0, 400))).isEmpty();
        assertThat(sasl.onChallenge(base64.substring(400))).containsExactly(Line.of("AUTHENTICATE", "*"));
        assertThat(sasl.reason()).contains("somebody else");
    }

    @Test
    void anExchangeThatGoesWrongIsNotTriedInALessSafeWay() {
        SaslExchange sasl = exchange(new Login("anna", PASSWORD, false, true), true, "SCRAM-SHA-256,PLAIN");
        sasl.next();

        assertThat(sasl.onChallenge("%%%")).containsExactly(Line.of("AUTHENTICATE", "*"));
        sasl.failed("SASL authentication aborted");

        assertThat(sasl.hasNext()).isFalse();
        assertThat(sasl.reason()).contains("no base64");
    }

    private static SaslExchange exchange(Login login, boolean isProtected, String offered) {
        SaslExchange sasl = new SaslExchange(login, isProtected);
        sasl.offered(offered);
        return sasl;
    }
}
