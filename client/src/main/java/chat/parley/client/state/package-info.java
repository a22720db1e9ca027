/** Comes from what one run typed and learned, goes to the next one: files in the XDG state folder. */
@NullMarked
package chat.parley.client.state;

import org.jspecify.annotations.NullMarked;
