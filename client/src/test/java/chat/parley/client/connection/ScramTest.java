package chat.parley.client.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.client.connection.Mechanism.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange that RFC 7677 section 3 gives as its example. */
class ScramTest {
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0," + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private final Scram scram = new Scram("user", new Secret("pencil"), "rOprNGfwEbeRWgbNEkqO");

    @Test
    void bothSidesProveThatTheyKnowThePassword() throws Fault {
        assertThat(answer("")).isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        assertThat(answer(SERVER_FIRST))
                .isEqualTo("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(answer(SERVER_FINAL)).isEmpty();
    }

    @Test
    void aServerThatDoesNotKnowThePasswordIsAnImpostor() throws Fault {
        answer("");
        answer(SERVER_FIRST);

        assertThatThrownBy(() -> answer("v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="))
                .hasMessageContaining("impostor");
    }

    @Test
    void anAnswerToSomebodyElseIsRefused() throws Fault {
        answer("");

        assertThatThrownBy(() -> answer("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"))
                .hasMessageContaining("somebody else");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4095", "1000001", "99999999", "many", ""})
    void workThatIsTooLittleOrTooMuchIsRefused(String iterations) throws Fault {
        answer("");

        assertThatThrownBy(() -> answer(SERVER_FIRST.replace("i=4096", "i=" + iterations)))
                .hasMessageContaining("iterations");
    }

    @Test
    void charactersOfTheGrammarAreWrittenOtherwise() throws Fault {
        Scram odd = new Scram("a=b,c", new Secret("pencil"), "nonce");

        assertThat(new String(odd.answer(new byte[0]), UTF_8)).isEqualTo("n,,n=a=3Db=2Cc,r=nonce");
    }

    private String answer(String challenge) throws Fault {
        return new String(scram.answer(challenge.getBytes(UTF_8)), UTF_8);
    }
}
