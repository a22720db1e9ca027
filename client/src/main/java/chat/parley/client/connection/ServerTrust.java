package chat.parley.client.connection;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges a server's certificate, and says in words that help what is wrong with it. */
abstract class ServerTrust extends X509ExtendedTrustManager {
    /** A certificate that is not believed; the message is fit to be shown. */
    static final class Untrusted extends CertificateException {
        private static final long serialVersionUID = 1;

        Untrusted(String reason, X509Certificate certificate) {
            super(reason + "; if it is the right one, --pin " + Fingerprint.of(certificate)
                    + " believes it from now on (--insecure believes anybody)");
        }
    }

    /** Believes anybody. */
    static final class Anybody extends ServerTrust {
        @Override
        void check(X509Certificate[] chain, String authType, Socket socket) {
            // Asked for with --insecure.
        }
    }

    /** Believes some certificates, whoever signed them and for whatever name. */
    static final class Pinned extends ServerTrust {
        private final Set<Fingerprint> pins;

        Pinned(Set<Fingerprint> pins) {
            this.pins = pins;
        }

        @Override
        void check(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
            if (!pins.contains(Fingerprint.of(chain[0]))) {
                throw new Untrusted("its certificate is not the pinned one", chain[0]);
            }
        }
    }

    /** Believes who was signed by an authority, for the name of the host (RFC 6125). */
    static final class Authorities extends ServerTrust {
        private final X509ExtendedTrustManager authorities;

        Authorities(X509ExtendedTrustManager authorities) {
            this.authorities = authorities;
        }

        @Override
        void check(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
            try {
                authorities.checkServerTrusted(chain, authType, socket);
            } catch (CertificateException e) {
                throw new Untrusted(reason(chain, authType), chain[0]);
            }
        }

        private String reason(X509Certificate[] chain, String authType) {
            X509Certificate certificate = chain[0];
            try {
                certificate.checkValidity();
            } catch (CertificateException e) {
                return "its certificate is valid from "
                        + certificate.getNotBefore().toInstant() + " to "
                        + certificate.getNotAfter().toInstant() + " only";
            }
            if (isSelfSigned(certificate)) {
                return "its certificate is self-signed";
            }
            try {
                authorities.checkServerTrusted(chain, authType);
                return "its certificate is for another host (" + certificate.getSubjectX500Principal() + ")";
            } catch (CertificateException e) {
                return "its certificate was signed by nobody that is trusted here ("
                        + certificate.getIssuerX500Principal() + ")";
            }
        }

        private static boolean isSelfSigned(X509Certificate certificate) {
            try {
                certificate.verify(certificate.getPublicKey());
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    /** Throws {@link Untrusted}, or does nothing. */
    abstract void check(X509Certificate[] chain, String authType, Socket socket) throws CertificateException;

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType, socket);
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException("sockets only");
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("sockets only");
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public final X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
