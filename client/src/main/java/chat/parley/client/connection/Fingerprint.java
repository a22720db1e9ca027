package chat.parley.client.connection;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/** The SHA-256 of a certificate, in hexadecimal digits. */
public record Fingerprint(String hex) {
    private static final int HEX_DIGITS = 64;

    /** Reads it as OpenSSL and other programs print it, with or without colons and {@code sha256:}.
     *
     * @throws IllegalArgumentException saying what would be right */
    public static Fingerprint parse(String text) {
        String hex = text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^sha-?256(?: fingerprint)?[:=]", "")
                .replace(":", "");
        if (!hex.matches("[0-9a-f]{" + HEX_DIGITS + "}")) {
            throw new IllegalArgumentException("'" + text + "' is no SHA-256 fingerprint: give its " + HEX_DIGITS
                    + " hexadecimal digits, as \"openssl x509 -noout -fingerprint -sha256 -in FILE\" prints them");
        }
        return new Fingerprint(hex);
    }

    static Fingerprint of(X509Certificate certificate) {
        try {
            return new Fingerprint(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
