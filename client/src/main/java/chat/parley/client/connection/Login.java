package chat.parley.client.connection;

import org.jspecify.annotations.Nullable;

/**
 * The account to log in to with SASL before one is let in.
 *
 * @param password null where the certificate alone tells who one is (EXTERNAL)
 * @param hasCertificate whether a client certificate is shown
 * @param required whether one stays out rather than go in without the account
 */
public record Login(String account, @Nullable Secret password, boolean hasCertificate, boolean required) {
    /** Checks.
     *
     * @throws IllegalArgumentException without anything to prove the account by */
    public Login {
        if (password == null && !hasCertificate) {
            throw new IllegalArgumentException("the account " + account
                    + " needs a password (--password-file, --password-command) or a certificate (--certificate)");
        }
    }
}
