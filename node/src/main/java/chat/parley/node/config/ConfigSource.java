package chat.parley.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration comes from, the first one wins: the command line, JVM properties, the operator's file, {@code parley-cluster.conf}, and
 * the reference of Parley and its libraries.
 *
 * @param configured what somebody wrote: command line, properties and file
 * @param all everything, resolved
 * @param reference the defaults alone
 */
public record ConfigSource(Config configured, Config all, Config reference) {
    private static final Duration PHASE_MARGIN = Duration.ofSeconds(2);

    /**
     * Loads the layers.
     *
     * @param options of the command line, by path
     * @param file the operator's; {@code null} for none
     */
    public static ConfigSource load(Map<String, Object> options, @Nullable Path file) throws ConfigFaults {
        try {
            var commandLine = ConfigFactory.parseMap(options, "command line");
            return of(commandLine
                    .withFallback(properties())
                    .withFallback(file == null ? ConfigFactory.empty() : parse(file))
                    .resolve());
        } catch (ConfigException e) {
            throw new ConfigFaults(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** What a file with this text would give; for tests. */
    public static ConfigSource ofText(String hocon) {
        return of(ConfigFactory.parseString(hocon).resolve());
    }

    /** For the node's actor system: everything, with the cluster's address where Pekko looks for it. */
    public Config forActorSystem(NodeConfig config) {
        var cluster = config.cluster();
        var result = all.withValue(
                        "pekko.remote.artery.canonical.hostname",
                        value(cluster.address().host()))
                .withValue(
                        "pekko.remote.artery.canonical.port",
                        value(cluster.address().port()))
                // The phase in which the people are told must not be cut short.
                .withValue(
                        "pekko.coordinated-shutdown.phases.service-unbind.timeout",
                        value(config.times().drain().plus(PHASE_MARGIN)));
        return cluster.isFirstSeed()
                ? result.withValue("pekko.cluster.seed-node-timeout", value(cluster.foundAfter()))
                : result;
    }

    private static ConfigValue value(Object object) {
        return ConfigValueFactory.fromAnyRef(object);
    }

    private static ConfigSource of(Config configured) {
        var reference = ConfigFactory.defaultReference();
        var all = configured
                .withFallback(ConfigFactory.parseResources("parley-cluster.conf"))
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();
        return new ConfigSource(configured, all, reference);
    }

    private static Config properties() {
        var all = ConfigFactory.systemProperties();
        return all.hasPath("parley") || all.hasPath("pekko")
                ? pick(all, "parley").withFallback(pick(all, "pekko"))
                : ConfigFactory.empty();
    }

    private static Config pick(Config from, String key) {
        return from.hasPath(key) ? from.getConfig(key).atKey(key) : ConfigFactory.empty();
    }

    private static Config parse(Path file) throws ConfigFaults {
        if (!Files.isReadable(file)) {
            throw new ConfigFaults(List.of(file + ": no such file, or not readable; give --config a file in HOCON"));
        }
        return ConfigFactory.parseFile(
                file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }
}
