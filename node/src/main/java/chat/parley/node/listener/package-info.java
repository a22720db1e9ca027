/**
 * Comes from the network, goes to a user: {@code Listener} binds a port for a dialect and starts a {@link chat.parley.node.user.User} for each
 * connection; {@code Connection} is the one stream stage between the socket and that user. What comes back goes through its {@code SendQueue}, which the
 * {@code DirectWriter} empties into the socket while that takes everything, and the stage otherwise.
 */
@NullMarked
package chat.parley.node.listener;

import org.jspecify.annotations.NullMarked;
