package chat.parley.node.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 that only its maker trusts, made by the JDK's keytool, in two files as a server has them. */
record SelfSigned(Path chain, Path key, SSLSocketFactory trusting) {
    private static final String PASSWORD = "secret";

    static SelfSigned in(Path folder) throws Exception {
        var file = folder.resolve("store.p12");
        keytool(file);
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var certificate = store.getCertificate("server");
        var key = store.getKey("server", PASSWORD.toCharArray());
        return new SelfSigned(
                pem(folder.resolve("certificate.pem"), "CERTIFICATE", certificate.getEncoded()),
                pem(folder.resolve("key.pem"), "PRIVATE KEY", key.getEncoded()),
                trusting(store));
    }

    private static void keytool(Path file) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = (keytool + " -genkeypair -alias server -keyalg EC -dname CN=localhost -ext san=ip:127.0.0.1"
                        + " -validity 2 -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + file)
                .split(" ");
        var made = new ProcessBuilder(command).inheritIO().start();
        assertThat(made.waitFor()).as("keytool's status").isZero();
    }

    private static Path pem(Path file, String kind, byte[] der) throws IOException {
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }

    private static SSLSocketFactory trusting(KeyStore store) throws GeneralSecurityException, IOException {
        var only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setCertificateEntry("server", store.getCertificate("server"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(only);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
