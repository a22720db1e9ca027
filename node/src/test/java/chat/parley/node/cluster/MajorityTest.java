package chat.parley.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MajorityTest {
    @ParameterizedTest(name = "{0} members, {1} out of sight, lowest seen: {2}")
    @CsvSource({
        "0, 0, true, true",
        "1, 0, true, true",
        "3, 1, false, true",
        "3, 2, true, false",
        "2, 1, true, true",
        "2, 1, false, false",
        "4, 2, false, false",
        "5, 2, false, true",
    })
    void staysWhereMostAreOrTheLowestOfHalf(int members, int unseen, boolean lowestSeen, boolean inSight) {
        assertThat(new Majority(members, unseen, lowestSeen).inSight()).isEqualTo(inSight);
    }
}
