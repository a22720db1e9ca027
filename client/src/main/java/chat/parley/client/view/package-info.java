/** Comes from {@link chat.parley.client.model.Happening}s, goes to the screen; and from the keyboard to the loop. */
@NullMarked
package chat.parley.client.view;

import org.jspecify.annotations.NullMarked;
