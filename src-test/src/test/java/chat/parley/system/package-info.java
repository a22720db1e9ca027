/** Comes from people's clients, goes through a cluster of real processes, and back: what users see, tried as users do. */
@NullMarked
package chat.parley.system;

import org.jspecify.annotations.NullMarked;
