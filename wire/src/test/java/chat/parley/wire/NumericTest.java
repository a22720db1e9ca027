package chat.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modern IRC, Numerics. */
class NumericTest {
    /** A few from each hundred, as the document has them. */
    @ParameterizedTest
    @CsvSource({
        "001, RPL_WELCOME",
        "005, RPL_ISUPPORT",
        "010, RPL_BOUNCE",
        "221, RPL_UMODEIS",
        "251, RPL_LUSERCLIENT",
        "266, RPL_GLOBALUSERS",
        "301, RPL_AWAY",
        "315, RPL_ENDOFWHO",
        "329, RPL_CREATIONTIME",
        "333, RPL_TOPICWHOTIME",
        "346, RPL_INVEXLIST",
        "353, RPL_NAMREPLY",
        "354, RPL_WHOSPCRPL",
        "366, RPL_ENDOFNAMES",
        "376, RPL_ENDOFMOTD",
        "391, RPL_TIME",
        "401, ERR_NOSUCHNICK",
        "404, ERR_CANNOTSENDTOCHAN",
        "417, ERR_INPUTTOOLONG",
        "421, ERR_UNKNOWNCOMMAND",
        "432, ERR_ERRONEUSNICKNAME",
        "443, ERR_USERONCHANNEL",
        "462, ERR_ALREADYREGISTERED",
        "476, ERR_BADCHANMASK",
        "482, ERR_CHANOPRIVSNEEDED",
        "502, ERR_USERSDONTMATCH",
        "525, ERR_INVALIDKEY",
        "671, RPL_WHOISSECURE",
        "696, ERR_INVALIDMODEPARAM",
        "704, RPL_HELPSTART",
        "723, ERR_NOPRIVS",
        "730, RPL_MONONLINE",
        "900, RPL_LOGGEDIN",
        "908, RPL_SASLMECHS"
    })
    void theCodesAreThoseOfTheDocument(String code, Numeric numeric) {
        assertThat(numeric.code()).isEqualTo(code);
        assertThat(Numeric.of(code)).isSameAs(numeric);
    }

    @Test
    void everyNumberHasOneName() {
        assertThat(Arrays.stream(Numeric.values()).map(Numeric::number)).doesNotHaveDuplicates();
        assertThat(Numeric.values())
                .allSatisfy(numeric -> assertThat(Numeric.of(numeric.code())).isSameAs(numeric));
    }

    @Test
    void aVerbAndAnUnknownNumberAreNone() {
        assertThat(Numeric.of("PING")).isNull();
        assertThat(Numeric.of("999")).isNull();
        assertThat(Numeric.of("")).isNull();
    }

    @Test
    void errorsAreKnownAsSuch() {
        assertThat(Numeric.ERR_NOSUCHNICK.isError()).isTrue();
        assertThat(Numeric.ERR_SASLFAIL.isError()).isTrue();
        assertThat(Numeric.RPL_TRYAGAIN.isError()).isFalse();
    }
}
