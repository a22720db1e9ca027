/** Comes from the client's own tables, goes to the shells and to groff, where they are installed. */
@NullMarked
package chat.parley.client.manual;

import org.jspecify.annotations.NullMarked;
