/** Comes from the command line, goes to the cluster, its shards and the listeners of this member. */
@NullMarked
package chat.parley.node;

import org.jspecify.annotations.NullMarked;
