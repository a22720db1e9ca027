package chat.parley.client.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677): the password never leaves this machine, and the server has
 * to prove that it knows it too.
 */
final class Scram implements Mechanism {
    /** What a server may make us compute; RFC 7677 asks for at least 4096. */
    private static final int MAX_ITERATIONS = 1_000_000;

    private static final int MIN_ITERATIONS = 4096;
    private static final int NONCE_BYTES = 18;
    private static final int KEY_BITS = 256;
    private static final String NO_CHANNEL_BINDING = "n,,";

    private final String account;
    private final Secret password;
    private final String nonce;

    // Mutable state
    private int step;
    private String clientFirst = "";
    private byte[] serverSignature = new byte[0];

    Scram(String account, Secret password) {
        this(account, password, randomNonce());
    }

    Scram(String account, Secret password, String nonce) {
        this.account = account;
        this.password = password;
        this.nonce = nonce;
    }

    private static String randomNonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String name() {
        return "SCRAM-SHA-256";
    }

    @Override
    public boolean isInClear() {
        return false;
    }

    @Override
    public byte[] answer(byte[] challenge) throws Fault {
        String said = new String(challenge, UTF_8);
        step++;
        return switch (step) {
            case 1 -> first();
            case 2 -> proof(said);
            case 3 -> verified(said);
            default -> throw new Fault("the server asks for more than there is");
        };
    }

    private byte[] first() {
        clientFirst = "n=" + account.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
        return (NO_CHANNEL_BINDING + clientFirst).getBytes(UTF_8);
    }

    private byte[] proof(String serverFirst) throws Fault {
        Map<String, String> attributes = attributes(serverFirst);
        String bothNonces = attributes.getOrDefault("r", "");
        if (!bothNonces.startsWith(nonce) || bothNonces.length() == nonce.length()) {
            throw new Fault("the server answers to somebody else");
        }
        String channel = Base64.getEncoder().encodeToString(NO_CHANNEL_BINDING.getBytes(UTF_8));
        String withoutProof = "c=" + channel + ",r=" + bothNonces;
        byte[] message = (clientFirst + "," + serverFirst + "," + withoutProof).getBytes(UTF_8);

        byte[] salted = salted(base64(attributes.getOrDefault("s", "")), iterations(attributes));
        byte[] clientKey = hmac(salted, "Client Key".getBytes(UTF_8));
        byte[] signature = hmac(sha256(clientKey), message);
        serverSignature = hmac(hmac(salted, "Server Key".getBytes(UTF_8)), message);
        return (withoutProof + ",p=" + Base64.getEncoder().encodeToString(xor(clientKey, signature))).getBytes(UTF_8);
    }

    private byte[] verified(String serverFinal) throws Fault {
        Map<String, String> attributes = attributes(serverFinal);
        if (attributes.containsKey("e")) {
            throw new Fault("the server says: " + attributes.get("e"));
        }
        if (!MessageDigest.isEqual(base64(attributes.getOrDefault("v", "")), serverSignature)) {
            throw new Fault("the server does not know the password: this may be an impostor");
        }
        return new byte[0];
    }

    private static int iterations(Map<String, String> attributes) throws Fault {
        String text = attributes.getOrDefault("i", "");
        int iterations = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new Fault("the server asks for " + text + " iterations; " + MIN_ITERATIONS + " to " + MAX_ITERATIONS
                    + " are done");
        }
        return iterations;
    }

    private static Map<String, String> attributes(String message) {
        Map<String, String> attributes = new HashMap<>();
        for (String attribute : message.split(",", -1)) {
            if (attribute.length() > 1 && attribute.charAt(1) == '=') {
                attributes.putIfAbsent(attribute.substring(0, 1), attribute.substring(2));
            }
        }
        return attributes;
    }

    /** PBKDF2 is the Hi of RFC 5802; NFKC does for SASLprep what passwords that people type need. */
    private byte[] salted(byte[] salt, int iterations) throws Fault {
        if (salt.length == 0) {
            throw new Fault("the server sends no salt");
        }
        char[] letters =
                Normalizer.normalize(password.text(), Normalizer.Form.NFKC).toCharArray();
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(letters, salt, iterations, KEY_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] base64(String text) throws Fault {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Fault("the server sends what is no base64");
        }
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] result = a.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= b[i];
        }
        return result;
    }
}
