/** Comes from scripts of what a server and a person do, goes to what the person sees. */
@NullMarked
package chat.parley.client;

import org.jspecify.annotations.NullMarked;
