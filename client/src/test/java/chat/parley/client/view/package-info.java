/** Comes from happenings drawn on a screen in memory, goes to assertions. */
@NullMarked
package chat.parley.client.view;

import org.jspecify.annotations.NullMarked;
