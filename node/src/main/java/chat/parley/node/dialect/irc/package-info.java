/**
 * Comes from the lines of an IRC client, goes to the core as requests; and back, from events to the lines that a client with its capabilities
 * understands. Numerics, tags, capabilities and the 512 bytes of a line live only here.
 *
 * <p>A line's way in: {@link chat.parley.node.dialect.irc.IrcFramer} (bytes to lines), {@link chat.parley.node.dialect.irc.IrcDialect} (line to
 * request), a {@code Command} of one of the groups ({@code MessageCommands}, {@code RoomCommands}, …), which asks the core through its
 * {@code Call}. The way out: {@code Replies} for answers, {@code IrcEncoder} for events.
 */
@NullMarked
package chat.parley.node.dialect.irc;

import org.jspecify.annotations.NullMarked;
