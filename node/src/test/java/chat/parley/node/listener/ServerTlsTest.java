package chat.parley.node.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator may give as a certificate, and what is said of the rest. */
class ServerTlsTest {
    @TempDir
    private Path folder;

    private SelfSigned certificate;

    @BeforeEach
    void aCertificate() throws Exception {
        certificate = SelfSigned.in(Files.createDirectory(folder.resolve("own")));
    }

    @Test
    void aCertificateWithItsKeyMakesServers() {
        var engine = ServerTls.read(certificate.chain(), certificate.key()).engine();

        assertThat(engine.getUseClientMode()).isFalse();
        assertThat(engine.getEnabledProtocols()).containsOnly("TLSv1.3", "TLSv1.2");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var missing = folder.resolve("missing.pem");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerTls.read(missing, certificate.key()))
                .withMessageStartingWith(missing + " cannot be read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerTls.read(certificate.chain(), missing))
                .withMessageStartingWith(missing + " cannot be read");
    }

    @Test
    void aFileOfAnotherKindIsTold() throws Exception {
        var text = Files.writeString(folder.resolve("text.pem"), "hello");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerTls.read(text, certificate.key()))
                .withMessage(text + " holds no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerTls.read(certificate.chain(), text))
                .withMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerTls.read(certificate.chain(), certificate.chain()))
                .withMessageContaining("holds no key");
    }

    @Test
    void theKeyOfAnotherCertificateIsTold() throws Exception {
        var other = SelfSigned.in(Files.createDirectory(folder.resolve("other")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerTls.read(certificate.chain(), other.key()))
                .withMessageContaining("is the key of another certificate");
    }
}
