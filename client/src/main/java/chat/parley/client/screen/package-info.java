/**
 * The full screen. Comes from the model's {@link chat.parley.client.model.Overview}, goes to the terminal as {@link
 * chat.parley.client.screen.Picture}s; keys come from the terminal and go to the loop as {@link
 * chat.parley.client.view.Input}. Everything from the overview to the picture is a function without a terminal.
 */
@NullMarked
package chat.parley.client.screen;

import org.jspecify.annotations.NullMarked;
