/** Comes from Pekko, goes to threads: the executors of the dispatchers, named in {@code reference.conf} and {@code parley-cluster.conf}. */
@NullMarked
package chat.parley.node.dispatch;

import org.jspecify.annotations.NullMarked;
