/**
 * Comes from the command line, goes to real nodes in processes of their own over real sockets: what people wait until their words are kept, and what
 * that costs the node. Start reading at {@link chat.parley.bench.store.StoreBenchmark}.
 */
@NullMarked
package chat.parley.bench.store;

import org.jspecify.annotations.NullMarked;
