/**
 * Comes from the command line, goes to a real node over ten thousand real sockets: what large rooms and large answers cost, and what others notice of
 * them. Start reading at {@link chat.parley.bench.room.LargeRoomBenchmark}.
 */
@NullMarked
package chat.parley.bench.room;

import org.jspecify.annotations.NullMarked;
