/** Comes from files in a folder of the test, goes to assertions. */
@NullMarked
package chat.parley.client.state;

import org.jspecify.annotations.NullMarked;
