package chat.parley.node.config;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: {@code pbkdf2:ITERATIONS:SALT:HASH}, PBKDF2 with HMAC-SHA-256 (RFC 8018 section 5.2), salt and hash in Base64.
 * Making one and checking a password take a good part of a second of one core, on purpose: never on a dispatcher that others need.
 */
public final class PasswordHash {
    /** How often the function is applied for a new hash; as OWASP recommends for SHA-256. */
    public static final int ITERATIONS = 600_000;

    private static final String SCHEME = "pbkdf2";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MAX_ITERATIONS = 10_000_000;

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Makes the hash of a password, with a salt of its own. */
    public static PasswordHash of(String password) {
        return of(password, ITERATIONS);
    }

    static PasswordHash of(String password, int iterations) {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new PasswordHash(iterations, salt, derive(password, iterations, salt, HASH_BYTES));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException saying what a hash looks like, without telling what was given
     */
    public static PasswordHash parse(String text) {
        var parts = text.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalArgumentException("a password hash is " + SCHEME + ":ITERATIONS:SALT:HASH");
        }
        try {
            return checked(Integer.parseInt(parts[1]), decode(parts[2]), decode(parts[3]));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "a password hash is " + SCHEME + ":ITERATIONS:SALT:HASH, with a number from 1 to " + MAX_ITERATIONS
                            + " and twice Base64",
                    malformed);
        }
    }

    /** Whether this hash was made of that password. Takes its time; see the class. */
    public boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(password, iterations, salt, hash.length));
    }

    /** In the form that configuration holds. */
    public String text() {
        var base64 = Base64.getEncoder();
        return SCHEME + ":" + iterations + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }

    /** Nothing of the hash: it shall not get into logs. */
    @Override
    public String toString() {
        return "PasswordHash[" + SCHEME + "]";
    }

    private static PasswordHash checked(int iterations, byte[] salt, byte[] hash) {
        if (iterations < 1 || iterations > MAX_ITERATIONS || salt.length == 0 || hash.length == 0) {
            throw new IllegalArgumentException("out of range");
        }
        return new PasswordHash(iterations, salt, hash);
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] derive(String password, int iterations, byte[] salt, int bytes) {
        var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every JDK has PBKDF2WithHmacSHA256; this one has not", missing);
        } finally {
            spec.clearPassword();
        }
    }
}
