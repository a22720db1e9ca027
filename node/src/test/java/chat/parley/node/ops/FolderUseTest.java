package chat.parley.node.ops;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.config.HostPort;
import chat.parley.node.ops.NodeStatus.MemberStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one data folder. The other one is at port 1, this one at port 2. */
class FolderUseTest {
    private static final HostPort OTHER = new HostPort("127.0.0.1", 1);
    private static final HostPort SELF = new HostPort("127.0.0.1", 2);

    @TempDir
    private Path data;

    private Path othersHome;
    private FolderUse own;

    @BeforeEach
    void bothUseTheFolder() throws Exception {
        othersHome = Files.createDirectory(data.resolve("1"));
        FolderUse.register(data, othersHome, OTHER);
        own = FolderUse.register(data, data.resolve("2"), SELF);
    }

    @Test
    void whoWouldNotJoinTheOthersClusterMustNotShareItsFolder() throws Exception {
        try (var socket = otherIs("up", OTHER)) {
            assertThat(own.strangerBeforeJoining(List.of()))
                    .hasValueSatisfying(
                            words -> assertThat(words).contains(data.toString(), "process 4711", "--join 127.0.0.1:1"));
            assertThat(own.strangerBeforeJoining(List.of(OTHER, SELF))).isEmpty();
        }
    }

    @Test
    void aNodeThatIsStartedAgainIsAMemberAlready() throws Exception {
        try (var socket = otherIs("up", OTHER, SELF)) {
            assertThat(own.strangerBeforeJoining(List.of())).isEmpty();
            assertThat(own.strangerAfterJoining()).isEmpty();
        }
    }

    @Test
    void twoThatStartedAtOnceFindEachOtherWhenTheyAreUp() throws Exception {
        try (var socket = otherIs("joining")) {
            assertThat(own.strangerBeforeJoining(List.of())).isEmpty();
        }
        try (var socket = otherIs("up", OTHER)) {
            assertThat(own.strangerAfterJoining()).isPresent();
        }
    }

    @Test
    void whoWasKilledOrHasLeftUsesNothing() throws Exception {
        assertThat(own.strangerBeforeJoining(List.of())).isEmpty();

        otherIs("up", OTHER).close();

        assertThat(own.strangerBeforeJoining(List.of())).isEmpty();
    }

    @Test
    void whoHasTakenAnotherFolderSinceUsesThisOneNoMore() throws Exception {
        try (var socket = otherIs("up", data.resolve("elsewhere"), OTHER)) {
            assertThat(own.strangerBeforeJoining(List.of())).isEmpty();
        }
    }

    private ControlSocket otherIs(String state, HostPort... members) throws Exception {
        return otherIs(state, data, members);
    }

    private ControlSocket otherIs(String state, Path folder, HostPort... members) throws Exception {
        var seen = Stream.of(members)
                .map(member -> new MemberStatus(member.toString(), "Up", true))
                .toList();
        var status = new NodeStatus(state, "other", 4711, OTHER.toString(), folder.toString(), List.of(), 0, 0, seen)
                .toJson();
        return ControlSocket.open(othersHome, request -> status);
    }
}
