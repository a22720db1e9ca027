package chat.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run must have that is not begun without. */
class NeedsTest {
    @Test
    void theUsualFaultsNeedNothing() {
        assertThat(Needs.missing(List.of(FaultKind.KILL, FaultKind.STOP, FaultKind.RESTART), 3, "memory", 0))
                .isEmpty();
    }

    @Test
    void aFaultOfTheStoreNeedsThatStore() {
        assertThat(Needs.missing(List.of(FaultKind.KILL, FaultKind.STORE_AWAY), 3, "sqlite", 0))
                .contains("store-away needs --store postgresql");
        assertThat(Needs.missing(List.of(FaultKind.FREEZE_WRITING), 3, "memory", 0))
                .contains("freeze-writing needs --store sqlite");
        assertThat(Needs.missing(List.of(FaultKind.KILL_ALL), 3, "memory", 0))
                .contains("kill-all needs --store sqlite or postgresql");
    }

    @Test
    void twoOfThreeMustNotGo() {
        assertThat(Needs.missing(List.of(FaultKind.KILL_TWO), 3, "sqlite", 0))
                .contains("kill-two needs --nodes 5 or more");
        assertThat(Needs.missing(List.of(FaultKind.KILL_TWO), 5, "sqlite", 0)).isEmpty();
    }

    @Test
    void aFullDiskMustBeASmallOne() {
        assertThat(Needs.missing(List.of(FaultKind.DISK_FULL), 3, "sqlite", 0)).contains("disk-full needs --disk MB");
    }
}
