/** Comes from the tables of commands, options and keys, goes to shells that complete them and to a manual page. */
@NullMarked
package chat.parley.client.manual;

import org.jspecify.annotations.NullMarked;
