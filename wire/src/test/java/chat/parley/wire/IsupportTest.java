package chat.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.wire.Isupport.ModeKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Modern IRC, RPL_ISUPPORT and its Parameters. */
class IsupportTest {
    @Test
    void withoutA005TheDefaultsHold() {
        Isupport defaults = Isupport.DEFAULTS;
        assertThat(defaults.caseMapping()).isEqualTo("rfc1459");
        assertThat(defaults.channelTypes()).isEqualTo("#&");
        assertThat(defaults.prefixModes()).isEqualTo("ov");
        assertThat(defaults.prefixSymbols()).isEqualTo("@+");
        assertThat(defaults.nickLength()).isEqualTo(9);
        assertThat(defaults.channelLength()).isEqualTo(200);
        assertThat(defaults.modesPerCommand()).isEqualTo(3);
        assertThat(defaults.network()).isEmpty();
    }

    @Test
    void aReplyIsReadWithoutTheNickAndTheWords() {
        Isupport isupport = Isupport.DEFAULTS.with(Line.of(
                "005",
                "dan",
                "NETWORK=Parley",
                "CASEMAPPING=ascii",
                "CHANTYPES=#",
                "NICKLEN=30",
                "CHANNELLEN=64",
                "TOPICLEN=390",
                "MODES=4",
                "PREFIX=(qaohv)~&@%+",
                "EXCEPTS",
                "are supported by this server"));
        assertThat(isupport.network()).isEqualTo("Parley");
        assertThat(isupport.caseMapping()).isEqualTo(CaseMapping.NAME);
        assertThat(isupport.isChannel("#a")).isTrue();
        assertThat(isupport.isChannel("&a")).isFalse();
        assertThat(isupport.isChannel("")).isFalse();
        assertThat(isupport.nickLength()).isEqualTo(30);
        assertThat(isupport.channelLength()).isEqualTo(64);
        assertThat(isupport.topicLength()).isEqualTo(390);
        assertThat(isupport.modesPerCommand()).isEqualTo(4);
        assertThat(isupport.withoutPrefix("@+dan")).isEqualTo("dan");
        assertThat(isupport.get("EXCEPTS")).isEmpty();
        assertThat(isupport.has("dan")).isFalse();
        assertThat(isupport.has("are supported by this server")).isFalse();
    }

    @Test
    void aTokenWithAMinusIsTakenBack() {
        Isupport isupport = told("NICKLEN=30", "BOT=B").with(List.of("-NICKLEN", "-NEVERTOLD"));
        assertThat(isupport.nickLength()).isEqualTo(9);
        assertThat(isupport.get("BOT")).isEqualTo("B");
    }

    /** RPL_ISUPPORT: the value may hold \x20, \x5C and \x3D. */
    @Test
    void valuesAreUnescaped() {
        assertThat(told("NETWORK=A\\x20\\x3D\\x5Cx20").network()).isEqualTo("A =\\x20");
        assertThat(told("NETWORK=A\\x2").network()).isEqualTo("A\\x2");
        assertThat(told("NETWORK=A\\xZZ\\").network()).isEqualTo("A\\xZZ\\");
    }

    @Test
    void chanmodesTellHowAModeTakesItsParameter() {
        Isupport isupport = told("CHANMODES=beI,k,l,imnst,Z");
        assertThat(isupport.modeKind('e')).isEqualTo(ModeKind.LIST);
        assertThat(isupport.modeKind('k')).isEqualTo(ModeKind.ALWAYS);
        assertThat(isupport.modeKind('o')).isEqualTo(ModeKind.ALWAYS);
        assertThat(isupport.modeKind('l')).isEqualTo(ModeKind.WHEN_SET);
        assertThat(isupport.modeKind('t')).isEqualTo(ModeKind.NEVER);
        assertThat(isupport.modeKind('?')).isEqualTo(ModeKind.NEVER);
    }

    @Test
    void nonsenseIsAsIfItWereNotTold() {
        assertThat(told("NICKLEN=many").nickLength()).isEqualTo(9);
        assertThat(told("NICKLEN=99999999999").nickLength()).isEqualTo(9);
        assertThat(told("PREFIX=(ov)@").prefixModes()).isEmpty();
        assertThat(told("PREFIX=").prefixSymbols()).isEmpty();
        assertThat(told("MODES").modesPerCommand()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Isupport.DEFAULTS.with(Line.of("005"))).isSameAs(Isupport.DEFAULTS);
    }

    private static Isupport told(String... tokens) {
        return Isupport.DEFAULTS.with(List.of(tokens));
    }
}
