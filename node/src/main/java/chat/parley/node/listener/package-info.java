/**
 * Comes from the network, goes to a user: {@code Listener} binds a port for a dialect and starts a {@link chat.parley.node.user.User} for each
 * connection; {@code Connection} stands between the socket and that user. An encrypted port will be a stream whose ends speak as Pekko's
 * sockets do.
 */
@NullMarked
package chat.parley.node.listener;

import org.jspecify.annotations.NullMarked;
