package chat.parley.client.connection;

import java.io.IOException;
import java.net.IDN;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Lets sockets speak TLS as a {@link Trust} asks. Any thread may use it. */
final class Tls {
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final Trust trust;

    // Mutable state
    /** Made when it is first needed: it takes a tenth of a second, and most servers on this machine have no TLS. */
    private @Nullable SSLSocketFactory factory;

    Tls(Trust trust) {
        this.trust = trust;
    }

    /**
     * Shakes hands over a connected socket, which the result closes too. Tells the server which host is meant (SNI, RFC 6066
     * section 3) where that is a name.
     *
     * @throws IOException whose message is fit to be shown
     */
    SSLSocket over(Socket plain, ServerAddress server) throws IOException {
        try {
            SSLSocket socket = (SSLSocket) factory().createSocket(plain, server.host(), server.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            if (!IP_ADDRESS.matcher(server.host()).matches()) {
                parameters.setServerNames(List.of(new SNIHostName(IDN.toASCII(server.host()))));
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (SSLException e) {
            throw new IOException(words(e), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(server.host() + " is no host name: " + e.getMessage(), e);
        }
    }

    private static String words(SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerTrust.Untrusted untrusted) {
                return String.valueOf(untrusted.getMessage());
            }
        }
        return e instanceof SSLHandshakeException
                ? "it and this client do not agree on TLS: " + e.getMessage()
                : "it speaks no TLS on this port: " + e.getMessage();
    }

    private synchronized SSLSocketFactory factory() throws IOException {
        if (factory == null) {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(identity(), new TrustManager[] {judge()}, null);
                factory = context.getSocketFactory();
            } catch (GeneralSecurityException e) {
                throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
            }
        }
        return factory;
    }

    private KeyManager @Nullable [] identity() throws GeneralSecurityException, IOException {
        Path certificate = trust.certificate();
        if (certificate == null) {
            return null;
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(PemFile.read(certificate).identity(), new char[0]);
        return managers.getKeyManagers();
    }

    private ServerTrust judge() throws GeneralSecurityException, IOException {
        if (!trust.pins().isEmpty()) {
            return new ServerTrust.Pinned(trust.pins());
        }
        return trust.anybody() ? new ServerTrust.Anybody() : new ServerTrust.Authorities(authorities());
    }

    private X509ExtendedTrustManager authorities() throws GeneralSecurityException, IOException {
        Path file = trust.authorities();
        KeyStore store = file == null ? null : PemFile.read(file).authorities();
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        for (TrustManager manager : managers.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager ours) {
                return ours;
            }
        }
        throw new GeneralSecurityException("this JDK checks no X.509 certificates");
    }
}
