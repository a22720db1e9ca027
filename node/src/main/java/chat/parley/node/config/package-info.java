/**
 * Comes from HOCON files and the command line, read once at start; goes to every part as plain values. Whatever is wrong is told at once, each
 * fault with its path and what would be right.
 */
@NullMarked
package chat.parley.node.config;

import org.jspecify.annotations.NullMarked;
