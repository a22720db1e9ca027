package chat.parley.node.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.node.config.ConfigFaults;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real socket in a real folder. */
class ControlSocketTest {
    @TempDir
    private Path folder;

    @Test
    void answersOneLineWithOneLine() throws Exception {
        try (var socket = ControlSocket.open(folder, request -> "you said " + request)) {
            assertThat(socket).isNotNull();
            assertThat(ControlSocket.ask(folder, "status")).isEqualTo("you said status");
            assertThat(ControlSocket.ask(folder, "again")).isEqualTo("you said again");
        }
    }

    @Test
    void onlyTheNodesUserMayOpenIt() throws Exception {
        try (var socket = ControlSocket.open(folder, request -> "")) {
            assertThat(socket).isNotNull();
            assertThat(Files.getPosixFilePermissions(folder.resolve(ControlSocket.NAME)))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }

    @Test
    void aPeerWhoTalksTooMuchIsCutAndTheNextOneServed() throws Exception {
        try (var socket = ControlSocket.open(folder, request -> "fine")) {
            assertThat(socket).isNotNull();
            try (var chatterbox = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                chatterbox.connect(UnixDomainSocketAddress.of(folder.resolve(ControlSocket.NAME)));
                chatterbox.write(ByteBuffer.wrap(new byte[10_000]));
                assertThatThrownBy(() -> readAll(chatterbox)).isInstanceOf(IOException.class);
            }
            assertThat(ControlSocket.ask(folder, "status")).isEqualTo("fine");
        }
    }

    @Test
    void whereNobodyIsNobodyAnswers() throws Exception {
        ControlSocket.open(folder, request -> "").close();

        assertThatThrownBy(() -> ControlSocket.ask(folder, "status")).isInstanceOf(IOException.class);
    }

    @Test
    void whatAKilledNodeLeftBehindIsReplaced() throws Exception {
        Files.createFile(folder.resolve(ControlSocket.NAME));
        try (var socket = ControlSocket.open(folder, request -> "new")) {
            assertThat(socket).isNotNull();
            assertThat(ControlSocket.ask(folder, "status")).isEqualTo("new");
        }
    }

    @Test
    void aFolderWhoseNameIsTooLongForASocketIsRefusedInWords() {
        var deep = folder.resolve("x".repeat(100));

        assertThatThrownBy(() -> ControlSocket.open(deep, request -> ""))
                .isInstanceOf(ConfigFaults.class)
                .hasMessageContaining("choose a shorter folder");
    }

    private static void readAll(SocketChannel channel) throws IOException {
        if (channel.read(ByteBuffer.allocate(100)) < 0) {
            throw new IOException("closed");
        }
    }
}
