/**
 * Comes from the network, goes to a user: {@code Listener} binds a port for a dialect and starts a {@link chat.parley.node.user.User} for each
 * connection; {@code Connection} is the one stream stage between the socket and that user.
 */
@NullMarked
package chat.parley.node.listener;

import org.jspecify.annotations.NullMarked;
