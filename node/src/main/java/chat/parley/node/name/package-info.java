/**
 * Comes from a user who claims, changes or gives up a name, or asks for somebody; goes to the one entity of the cluster that holds the name,
 * and to every node's people. {@code Directory}: who holds a name, 64 sharded entities. {@code People}: this node's users, one per node, with its
 * parts {@code LocalNames} (claims and releases), {@code Announcements} (changes of this node's people, on their way to every node),
 * {@code Audience} (changes that have come, and who is told of them), {@code Headcount} and {@code Whowas}. {@code Survey}: one question to all
 * nodes, one list back.
 */
@NullMarked
package chat.parley.node.name;

import org.jspecify.annotations.NullMarked;
