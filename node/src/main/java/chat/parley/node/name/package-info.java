/**
 * Comes from a user who claims, changes or gives up a name, or asks for somebody; goes to the one entity of the cluster that holds the name,
 * and to every node's people. {@code Directory}: who holds a name, 64 sharded entities. {@code People}: this node's users, one per node.
 */
@NullMarked
package chat.parley.node.name;

import org.jspecify.annotations.NullMarked;
