/**
 * Comes from a room that has decided events and waits for them to be kept; goes back to it, and to people who read what was said. {@code MemoryLog}
 * keeps what its bound allows and loses it with the process.
 */
@NullMarked
package chat.parley.node.history;

import org.jspecify.annotations.NullMarked;
