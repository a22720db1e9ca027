package chat.parley.node.cluster;

import com.typesafe.config.Config;
import java.util.List;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Keeps out of the cluster who has another store: two stores would tell two stories of one room. Made by Pekko, as {@code parley-cluster.conf} says;
 * both sides of a join ask it.
 */
public final class SameStore extends JoinConfigCompatChecker {
    @Override
    public Seq<String> requiredKeys() {
        return CollectionConverters.asScala(List.of("parley.history.store-id")).toSeq();
    }

    @Override
    public ConfigValidation check(Config toCheck, Config actualConfig) {
        return JoinConfigCompatChecker.fullMatch(requiredKeys(), toCheck, actualConfig);
    }
}
