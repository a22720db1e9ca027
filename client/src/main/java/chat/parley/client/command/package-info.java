/** Comes from a typed line, goes to the {@link chat.parley.client.model.Actions} of the model. */
@NullMarked
package chat.parley.client.command;

import org.jspecify.annotations.NullMarked;
