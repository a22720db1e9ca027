/** Comes from scenarios drawn as pictures, goes to assertions. */
@NullMarked
package chat.parley.client.screen;

import org.jspecify.annotations.NullMarked;
