package chat.parley.node;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.ConfigReader;
import chat.parley.node.config.ConfigSource;
import chat.parley.node.config.HostPort;
import chat.parley.node.config.NodeConfig.Listen;
import chat.parley.node.ops.ExitStatus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code parley node}: one member of a cluster, until it is stopped. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "  parley node                                           a whole server: IRC on 127.0.0.1:6667, a cluster of one",
            "  parley node --port 7356 --join 127.0.0.1:7355 --join 127.0.0.1:7356 --listen irc=127.0.0.1:6668",
            "  parley node --config /etc/parley.conf",
            "",
        },
        description = {"Runs one member of a cluster in the foreground; SIGTERM or Ctrl-C: it leaves in order.", ""},
        footer = {
            "",
            "Exit status: 0 it has left, 1 it could not start or go on, 2 wrong call or configuration, 75 it was asleep or cut off:"
                    + " start it again.",
            "Every key of the configuration is explained in reference.conf: below node/src/main/resources, installed below"
                    + " /usr/share/doc/parley."
        })
final class NodeCommand implements Callable<Integer> {
    @Option(names = "--host", paramLabel = "H", description = "where other nodes reach this one (127.0.0.1)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "P", description = "this node's cluster port (7355); 0 for any free one")
    private @Nullable Integer port;

    @Option(
            names = "--join",
            paramLabel = "H:P",
            converter = HostPorts.class,
            description = "a seed node's cluster address; give all nodes the same list, this one's own address in it")
    private @Nullable List<HostPort> join;

    @Option(
            names = "--listen",
            paramLabel = "DIALECT=H:P",
            converter = Listens.class,
            description =
                    "a port for clients (irc=127.0.0.1:6667); ircs=H:P is encrypted, with parley.tls of the configuration")
    private @Nullable List<Listen> listen;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the folder that this machine's nodes share (~/.local/state/parley/node-PORT)")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "HOCON; these options win over it")
    private @Nullable Path file;

    @Override
    public Integer call() throws ExitStatus.Failure {
        try {
            var source = ConfigSource.load(options(), file);
            return new NodeProcess(source, ConfigReader.read(source)).run();
        } catch (ConfigFaults faults) {
            throw new ExitStatus.Failure(
                    ExitStatus.WRONG_CALL,
                    "the configuration cannot be used:" + System.lineSeparator() + "  "
                            + String.join(System.lineSeparator() + "  ", faults.faults()));
        }
    }

    private Map<String, Object> options() {
        var options = new HashMap<String, Object>();
        put(options, "parley.cluster.host", host);
        put(options, "parley.cluster.port", port);
        put(options, "parley.cluster.join", join == null ? null : texts(join));
        put(options, "parley.listen", listen == null ? null : texts(listen));
        put(options, "parley.data", data == null ? null : data.toString());
        return options;
    }

    private static void put(Map<String, Object> options, String path, @Nullable Object value) {
        if (value != null) {
            options.put(path, value);
        }
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private static final class HostPorts implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String text) {
            try {
                return HostPort.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    private static final class Listens implements ITypeConverter<Listen> {
        @Override
        public Listen convert(String text) {
            try {
                return Listen.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
