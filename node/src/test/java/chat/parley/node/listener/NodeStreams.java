package chat.parley.node.listener;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** What a connection relies on of a node's settings. */
final class NodeStreams {
    static final Config CONFIG =
            ConfigFactory.parseResources("parley-cluster.conf").withOnlyPath("pekko.stream.materializer.io.tcp");

    private NodeStreams() {}
}
