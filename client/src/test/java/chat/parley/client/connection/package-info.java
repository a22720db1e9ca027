/** Comes from the client's own connection to a scripted server, goes to assertions. */
@NullMarked
package chat.parley.client.connection;

import org.jspecify.annotations.NullMarked;
