/** Comes from configuration files as people write them, goes to assertions. */
@NullMarked
package chat.parley.client.config;

import org.jspecify.annotations.NullMarked;
