/** Comes from errands and a server that a test plays, goes to assertions. */
@NullMarked
package chat.parley.client.script;

import org.jspecify.annotations.NullMarked;
