package chat.parley.node.listener;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.pekko.pki.pem.DERPrivateKeyLoader;
import org.apache.pekko.pki.pem.PEMDecoder;
import org.apache.pekko.pki.pem.PEMLoadingException;

/** What an encrypted port shows its clients: a certificate with its chain, and the key to it. Immutable; any thread may use it. */
public final class ServerTls {
    private final SSLContext context;

    private ServerTls(SSLContext context) {
        this.context = context;
    }

    /**
     * Reads both files, in PEM. They are not looked at again: a new certificate counts when the node is started again.
     *
     * @param certificates the server's own first, then those that it was signed with
     * @param privateKey PKCS #8 or PKCS #1, without a password
     * @throws IllegalArgumentException naming the file that cannot be used and what would be right
     */
    public static ServerTls read(Path certificates, Path privateKey) {
        var chain = chain(certificates);
        var key = key(privateKey, chain[0]);
        try {
            if (!belongTogether(key, chain[0])) {
                throw new IllegalArgumentException(
                        privateKey + " is the key of another certificate than the first one of " + certificates
                                + ": give the two that were made together");
            }
            return new ServerTls(context(chain, key));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "this JDK cannot use " + certificates + " with " + privateKey + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store needs no file", e);
        }
    }

    /** For one connection, as its server. */
    SSLEngine engine() {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }

    private static Certificate[] chain(Path file) {
        try (var in = new ByteArrayInputStream(bytes(file))) {
            var chain = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!chain.isEmpty()) {
                return chain.toArray(Certificate[]::new);
            }
        } catch (CertificateException | IOException malformed) {
            // Told below: what is wrong inside of it helps nobody.
        }
        throw new IllegalArgumentException(
                file + " holds no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----");
    }

    /** PKCS #8 does not need to say what it holds: a key of the certificate's kind. */
    private static PrivateKey key(Path file, Certificate certificate) {
        var pem = new String(bytes(file), UTF_8);
        try {
            var der = PEMDecoder.decode(pem);
            return der.label().equals("PRIVATE KEY")
                    ? KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                            .generatePrivate(new PKCS8EncodedKeySpec(der.bytes()))
                    : DERPrivateKeyLoader.load(der);
        } catch (GeneralSecurityException | PEMLoadingException malformed) {
            throw new IllegalArgumentException(
                    file + " holds no key for the certificate: give the one that was made with it, in PEM and without a"
                            + " password, as \"openssl pkcs8 -topk8 -nocrypt\" writes it",
                    malformed);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + " cannot be read (" + e + "): give a file that this node may read", e);
        }
    }

    /** What one signs the other can check. */
    private static boolean belongTogether(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        var algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        var text = algorithm.getBytes(UTF_8);
        var signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(text);
        var signature = signer.sign();
        signer.initVerify(certificate);
        signer.update(text);
        return signer.verify(signature);
    }

    private static SSLContext context(Certificate[] chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        var password = new char[0];
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("server", key, password, chain);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
