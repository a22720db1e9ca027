package chat.parley.node.dialect.text;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Identity;
import chat.parley.node.person.PersonId;
import chat.parley.wire.CaseMapping;
import chat.parley.wire.Nick;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any name has a nick of its own, and the nick tells the name. */
class NameMappingTest {
    @Test
    void aLegalNickIsItsOwnNick() {
        for (var name : List.of("alice", "Bob_2", "[away]", "x{y", "`^|\\")) {
            assertThat(NameMapping.nickOf(name).text()).isEqualTo(name);
            assertThat(shown(name, name)).isEqualTo(name);
        }
    }

    @Test
    void whatIrcDoesNotAllowIsToldBehindABrace() {
        assertThat(NameMapping.nickOf("bob smith").text())
                .startsWith("bobsmith{")
                .hasSizeLessThan(14);
        assertThat(NameMapping.nickOf("2pac").text()).startsWith("pac{");
        assertThat(NameMapping.nickOf("\u00c9mile").text()).startsWith("mile{");
        assertThat(NameMapping.nickOf("\u0412\u043b\u0430\u0434\u0438\u043c\u0438\u0440")
                        .text())
                .startsWith("{");
        assertThat(NameMapping.nickOf("\uD83D\uDE00").text()).startsWith("{");
    }

    @Test
    void theRuleIsForEver() {
        assertThat(NameMapping.nickOf("bob smith")).isEqualTo(Nick.of("bobsmith{30"));
        assertThat(NameMapping.nickOf("192.0.2.1", 50123)).isEqualTo(Nick.of("[192-0-2-1-50123]"));
        assertThat(NameMapping.nickOf("2001:db8:0:0:0:0:0:1", 6900).text()).matches("\\[[0-9a-z]{28}]");
    }

    @Test
    void aNameThatIsTooLongIsHashedAndTheRealNameTellsIt() {
        var name = "The quick brown fox jumps over the lazy dog";
        var nick = NameMapping.nickOf(name).text();

        assertThat(nick).matches("Thequic\\{-[a-z2-7]{20}");
        assertThat(shown(nick, name)).isEqualTo(name);
        assertThat(shown(nick, "somebody else's name")).isEqualTo(nick);
        assertThat(NameMapping.nameOf(identity(nick, "192.0.2.1"), null)).isEqualTo(nick);
    }

    @Test
    void nobodyHasTheNickOfAnotherNameByWritingIt() {
        for (var name : List.of("bob smith", "2pac", "The quick brown fox jumps over the lazy dog")) {
            var nick = NameMapping.nickOf(name).text();
            assertThat(NameMapping.nickOf(nick)).as(nick).isNotEqualTo(Nick.of(nick));
        }
        assertThat(NameMapping.nickOf("[192-0-2-1-50123]")).isNotEqualTo(NameMapping.nickOf("192.0.2.1", 50123));
    }

    @Test
    void anAddressIsShownOnlyToBelongToItsOwner() {
        assertThat(NameMapping.nameOf(identity("[192-0-2-1-50123]", "192.0.2.1"), null))
                .isEqualTo("192.0.2.1:50123");
        assertThat(NameMapping.nameOf(identity("[192-0-2-1-50123]", "198.51.100.7"), null))
                .isEqualTo("[192-0-2-1-50123]");
        var six = NameMapping.nickOf("2001:db8:0:0:0:0:0:1", 6900).text();
        assertThat(NameMapping.nameOf(identity(six, "2001:db8:0:0:0:0:0:1"), null))
                .isEqualTo("[2001:db8:0:0:0:0:0:1]:6900");
    }

    @Test
    void aNickThatHidesWhatTurnsTextAroundIsShownAsItIs() {
        var made = Bootstring.encode("a\u202etxt".codePoints().toArray(), i -> i == 0);
        assertThat(Nick.parse(made)).isPresent();
        assertThat(shown(made, "")).isEqualTo(made);
    }

    /** Different names never meet in one nick, each nick is legal, and it tells its name. */
    @Test
    void everyNameHasANickOfItsOwnThatTellsIt() {
        var seed = Long.getLong("parley.seed", System.nanoTime());
        var random = new Random(seed);
        var owners = new HashMap<String, String>();
        for (int round = 0; round < 20_000; round++) {
            var name = NameMapping.normal(randomName(random));
            if (!NameMapping.isName(name)) {
                continue;
            }
            var nick = NameMapping.nickOf(name);
            var folded = CaseMapping.fold(name);
            assertThat(owners.getOrDefault(nick.folded(), folded))
                    .as("seed %d: %s", seed, nick)
                    .isEqualTo(folded);
            owners.put(nick.folded(), folded);
            assertThat(shown(nick.text(), name)).as("seed %d: %s", seed, nick).isEqualTo(name);
        }
        assertThat(owners).hasSizeGreaterThan(5_000);
    }

    /** Two nicks, whoever chose them, are never shown as the same name. */
    @Test
    void everyNickIsShownAsANameOfItsOwn() {
        var seed = Long.getLong("parley.seed", System.nanoTime());
        var random = new Random(seed);
        var owners = new HashMap<String, String>();
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                text.append("ab{{{-2c19[]}z".charAt(random.nextInt(14)));
            }
            Nick.parse(text.toString()).ifPresent(nick -> {
                var name = CaseMapping.fold(shown(nick.text(), ""));
                assertThat(owners.getOrDefault(name, nick.folded()))
                        .as("seed %d: %s", seed, name)
                        .isEqualTo(nick.folded());
                owners.put(name, nick.folded());
            });
        }
    }

    /** Short ones of few letters, so that they come close to each other. */
    private static String randomName(Random random) {
        var letters = "ab {-1[]\u00e9\u0416\u4e2dB}";
        var name = new StringBuilder();
        for (int i = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 6); i > 0; i--) {
            name.append(letters.charAt(random.nextInt(letters.length())));
        }
        return name.toString();
    }

    private static String shown(String nick, String realName) {
        return NameMapping.nameOf(identity(nick, "192.0.2.1"), realName);
    }

    private static Identity identity(String nick, String host) {
        return new Identity(new PersonId(1, 1), Nick.of(nick), "u", host);
    }
}
