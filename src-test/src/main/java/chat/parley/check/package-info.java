/**
 * Comes from a seed, goes to a verdict: people talk on every node of a cluster of real processes, nodes are killed, frozen and stopped under them
 * as a plan says, everything that anybody said and heard is written down, and {@link chat.parley.check.Verdict} judges that history by nothing
 * else. {@code bin/parley check} runs it.
 */
@NullMarked
package chat.parley.check;

import org.jspecify.annotations.NullMarked;
