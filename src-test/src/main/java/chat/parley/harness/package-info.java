/**
 * Comes from a test or the checker, goes to real processes: a cluster's nodes, the sockets of people who talk on them, and terminals. Knows of
 * Parley only what a user knows: its command line, its ports and IRC.
 */
@NullMarked
package chat.parley.harness;

import org.jspecify.annotations.NullMarked;
