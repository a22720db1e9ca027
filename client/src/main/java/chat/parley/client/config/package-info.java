/** Comes from a file of the person and from the command line, goes to the parts of the client that it is for. */
@NullMarked
package chat.parley.client.config;

import org.jspecify.annotations.NullMarked;
