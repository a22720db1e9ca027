/** Comes from the addresses of the command line and a server's bytes, goes to the loop as {@link ConnectionEvent}s. */
@NullMarked
package chat.parley.client.connection;

import org.jspecify.annotations.NullMarked;
