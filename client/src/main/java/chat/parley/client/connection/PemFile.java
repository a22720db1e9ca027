package chat.parley.client.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates, and perhaps a key, in the text form that OpenSSL writes (RFC 7468). */
final class PemFile {
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    private final Path file;
    private final List<Certificate> certificates = new ArrayList<>();
    private final List<PrivateKey> keys = new ArrayList<>();

    private PemFile(Path file) {
        this.file = file;
    }

    /** @throws IOException whose message is fit to be shown */
    static PemFile read(Path file) throws IOException {
        PemFile pem = new PemFile(file);
        try {
            Matcher blocks = BLOCK.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            while (blocks.find()) {
                pem.take(blocks.group(1), Base64.getMimeDecoder().decode(blocks.group(2)));
            }
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage());
        }
        return pem;
    }

    private void take(String kind, byte[] der) throws GeneralSecurityException, IOException {
        if (kind.equals("CERTIFICATE")) {
            certificates.add(
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } else if (kind.equals("PRIVATE KEY")) {
            keys.add(key(der));
        } else if (kind.endsWith("PRIVATE KEY")) {
            throw new IOException("the key in " + file + " has another form than PKCS #8 without a password:"
                    + " openssl pkcs8 -topk8 -nodes -in FILE writes that");
        }
    }

    private PrivateKey key(byte[] der) throws GeneralSecurityException, IOException {
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // It is a key of another kind.
            }
        }
        throw new IOException("the key in " + file + " is of a kind that is not known here: use RSA, EC or Ed25519");
    }

    /** A store in which each certificate is an authority. */
    KeyStore authorities() throws GeneralSecurityException, IOException {
        if (certificates.isEmpty()) {
            throw new IOException("there is no certificate in " + file);
        }
        KeyStore store = empty();
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
        return store;
    }

    /** A store with the key and the chain of its certificate, to be opened with no password. */
    KeyStore identity() throws GeneralSecurityException, IOException {
        if (certificates.isEmpty() || keys.size() != 1) {
            throw new IOException(file + " has to hold a certificate and its key, one after the other");
        }
        KeyStore store = empty();
        store.setKeyEntry("identity", keys.get(0), new char[0], certificates.toArray(Certificate[]::new));
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
