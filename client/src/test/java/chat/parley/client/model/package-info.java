/** Comes from calls of single parts of the model, goes to assertions. */
@NullMarked
package chat.parley.client.model;

import org.jspecify.annotations.NullMarked;
