package chat.parley.wire;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Runs a check with many seeded generators. A failure names the one seed that brought it about;
 * {@code -Dparley.seed=…} runs that one alone.
 */
final class Property {
    private static final Long REPLAYED = Long.getLong("parley.seed");

    private Property() {}

    static void holds(int times, Consumer<Random> check) {
        Random seeds = new Random();
        for (int i = 0; i < (REPLAYED == null ? times : 1); i++) {
            long seed = REPLAYED == null ? seeds.nextLong() : REPLAYED;
            try {
                check.accept(new Random(seed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("Fails with -Dparley.seed=" + seed + ": " + failure.getMessage(), failure);
            }
        }
    }
}
