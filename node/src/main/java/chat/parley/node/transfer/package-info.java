/**
 * Comes from a user or a room on one node, goes to a room or its replica on another: how the messages of which there are many are written as bytes.
 * All others travel as CBOR.
 */
@NullMarked
package chat.parley.node.transfer;

import org.jspecify.annotations.NullMarked;
