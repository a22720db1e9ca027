/** Comes from typed lines, goes to assertions. */
@NullMarked
package chat.parley.client.command;

import org.jspecify.annotations.NullMarked;
