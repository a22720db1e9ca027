/** Comes from bytes on a socket, goes to whoever reads or writes an IRC line: the node and the client. */
@NullMarked
package chat.parley.wire;

import org.jspecify.annotations.NullMarked;
