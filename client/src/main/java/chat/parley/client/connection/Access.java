package chat.parley.client.connection;

import org.jspecify.annotations.Nullable;

/**
 * How servers are trusted and how one is let in; the same at every address.
 *
 * @param trust whom a connection with TLS believes
 * @param login null for none
 * @param serverPassword what PASS gives, null for none
 */
public record Access(
        Trust trust, @Nullable Login login, @Nullable Secret serverPassword) {
    /** Certificates are checked, and nothing is asked for. */
    public static final Access OPEN = new Access(Trust.AUTHORITIES, null, null);
}
