package chat.parley.node;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.config.NodeConfig.Listen;
import chat.parley.node.dialect.irc.IrcDialect;
import chat.parley.node.dialect.irc.IrcServer;
import chat.parley.node.dialect.text.TextDialects;
import chat.parley.node.listener.Dialects;
import chat.parley.node.listener.Listener;
import chat.parley.node.listener.ServerTls;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a node's listeners speak, and with which certificate: read once, before the node starts.
 *
 * @param tls where there is something to encrypt
 */
record Doors(Dialects dialects, @Nullable ServerTls tls) {
    /** IRC on an encrypted port. */
    private static final String IRC_OVER_TLS = "ircs";

    /** Finds a dialect of {@code parley.listen} that there is not, and a certificate that cannot be used. */
    static Doors of(NodeConfig config) throws ConfigFaults {
        var known = dialects(config, Clock.systemUTC());
        var faults = config.listeners().stream()
                .filter(listen -> known.find(listen.dialect()).isEmpty())
                .map(listen -> "parley.listen: there is no dialect \"" + listen.dialect() + "\"; known: "
                        + String.join(", ", known.names()))
                .collect(Collectors.toCollection(ArrayList::new));
        ServerTls tls = null;
        try {
            tls = tls(config);
        } catch (IllegalArgumentException e) {
            faults.add("parley.tls: " + e.getMessage());
        }
        if (!faults.isEmpty()) {
            throw new ConfigFaults(faults);
        }
        return new Doors(known, tls);
    }

    private static Dialects dialects(NodeConfig config, Clock clock) {
        var irc = IrcServer.of(config, clock);
        var dialects = new HashMap<>(TextDialects.of(config, clock));
        dialects.put(IrcDialect.NAME, () -> IrcDialect.create(irc));
        dialects.put(IRC_OVER_TLS, () -> IrcDialect.create(irc));
        return new Dialects(dialects);
    }

    /** Throws {@link IllegalArgumentException} where it cannot be used. */
    private static @Nullable ServerTls tls(NodeConfig config) {
        if (config.listeners().stream().noneMatch(Doors::isEncrypted)) {
            return null;
        }
        var files = config.certificate();
        if (files.chainFile().isEmpty() || files.keyFile().isEmpty()) {
            throw new IllegalArgumentException(IRC_OVER_TLS + " needs certificate and private-key, two files in PEM");
        }
        return ServerTls.read(Path.of(files.chainFile()), Path.of(files.keyFile()));
    }

    private static boolean isEncrypted(Listen listen) {
        return listen.dialect().equals(IRC_OVER_TLS);
    }

    /** For one of the configuration's listeners. */
    Listener.Port port(Listen listen) {
        var dialect = dialects.find(listen.dialect()).orElseThrow();
        return new Listener.Port(listen, dialect, isEncrypted(listen) ? tls : null);
    }
}
