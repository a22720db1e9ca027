/** Comes from the harness, goes to a server of another make, which the harness must understand too. */
@NullMarked
package chat.parley.harness;

import org.jspecify.annotations.NullMarked;
