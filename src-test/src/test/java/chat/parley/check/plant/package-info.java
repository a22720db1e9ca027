/**
 * Comes from a test of the checker, goes into the node processes of one cluster: disturbances that a healthy node gets over, and faults that it
 * would not. The product's own code knows nothing of it.
 */
@NullMarked
package chat.parley.check.plant;

import org.jspecify.annotations.NullMarked;
