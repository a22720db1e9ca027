/**
 * Comes from Pekko's cluster; goes to the actors that must know which nodes there are, and to the guardian when this node can no longer be
 * trusted to be one of them.
 */
@NullMarked
package chat.parley.node.cluster;

import org.jspecify.annotations.NullMarked;
