package chat.parley.harness;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one three-node cluster that they share, with all its nodes running: those that the test before has ended are started again. It is
 * started for the first test and ended after the last. Tests keep out of each other's way by names that {@link Fresh} makes.
 */
public final class SharedCluster implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ParleyCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ParleyCluster cluster = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
                .cluster;
        startAgain(cluster.nodes().stream().filter(node -> !node.isRunning()).toList());
        return cluster;
    }

    /** Returns when they serve people. */
    private static void startAgain(List<NodeProcess> ended) {
        ended.forEach(NodeProcess::start);
        ended.forEach(NodeProcess::awaitReady);
    }

    /** Closed by JUnit when all tests are done. */
    private static final class Running implements AutoCloseable {
        private final ParleyCluster cluster = ParleyCluster.builder()
                .nodes(3)
                .config("parley.limits.send-queue = 256 KiB")
                .start();

        @Override
        public void close() {
            cluster.close();
        }
    }
}
