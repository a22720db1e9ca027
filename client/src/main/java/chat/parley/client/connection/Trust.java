package chat.parley.client.connection;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a connection with TLS believes, and as whom it shows itself.
 *
 * @param anybody whether any certificate will do: proof against listeners, not against impostors
 * @param pins where there are any, the server's own certificate has to be one of these, and nothing else is asked of it
 * @param authorities a PEM file of those who may sign certificates, null for the ones that Java comes with
 * @param certificate a PEM file with a certificate and its key to show to servers, null for none
 */
public record Trust(
        boolean anybody,
        Set<Fingerprint> pins,
        @Nullable Path authorities,
        @Nullable Path certificate) {
    /** The certificate has to be signed by a well-known authority for the host's name. */
    public static final Trust AUTHORITIES = new Trust(false, Set.of(), null, null);

    /** Whether a server is known to be the one that it says it is. */
    boolean isChecked() {
        return !anybody || !pins.isEmpty();
    }

    public Trust {
        pins = Set.copyOf(pins);
    }
}
