/**
 * Comes from {@link chat.parley.client.connection.ConnectionEvent}s and typed commands, goes to the server and to the view
 * as {@link chat.parley.client.model.Effect}s. Knows no socket, no terminal and no thread: the loop alone calls it.
 */
@NullMarked
package chat.parley.client.model;

import org.jspecify.annotations.NullMarked;
