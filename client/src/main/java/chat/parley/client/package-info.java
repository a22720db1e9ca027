/** Comes from the keyboard and from a node's lines, goes to the node and to the screen. */
@NullMarked
package chat.parley.client;

import org.jspecify.annotations.NullMarked;
