/**
 * Comes from a connection's frames, goes to the core in the core's own words; and back, from events to the bytes that one kind of client
 * understands. Each kind of client is a {@link chat.parley.node.dialect.Dialect}; {@code irc} is the main one.
 */
@NullMarked
package chat.parley.node.dialect;

import org.jspecify.annotations.NullMarked;
