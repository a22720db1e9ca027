package chat.parley.system;

import chat.parley.harness.ParleyCluster;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one three-node cluster that all those share who leave it as they found it. It is started for the first of them and ended after
 * the last. Tests keep out of each other's way by names that {@link Fresh} makes.
 */
final class SharedCluster implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ParleyCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
                .cluster;
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
