/**
 * Comes from the command line and from pipes, goes to a room and back as lines that programs read. An {@link
 * chat.parley.client.script.Errand} says what is done and knows no socket and no thread; {@link
 * chat.parley.client.script.Session} finds the servers and calls it.
 */
@NullMarked
package chat.parley.client.script;

import org.jspecify.annotations.NullMarked;
