package chat.parley.node.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    private final List<Integer> passedOver = new ArrayList<>();

    @Test
    void movesOnWhereOneIsTakenAndSaysWhich() throws Exception {
        var taken = Set.of(6667, 6669, 6670);
        var ports = new Ports(port -> !taken.contains(port));

        assertThat(ports.from(6667, 3, passedOver::add)).containsExactly(6668, 6671, 6672);
        assertThat(passedOver).containsExactly(6667, 6669, 6670);
    }

    @Test
    void endsWherePortsEnd() {
        assertThatThrownBy(() -> new Ports(port -> false).from(65_000, 1, port -> {}))
                .isInstanceOf(ExitStatus.Failure.class)
                .hasMessageContaining("65000");
    }

    @Test
    void aPortThatSomebodyListensOnIsTaken() throws Exception {
        try (var somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new Ports().from(somebody.getLocalPort(), 1, passedOver::add);

            assertThat(passedOver).contains(somebody.getLocalPort());
        }
    }
}
