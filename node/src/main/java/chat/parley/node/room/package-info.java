/**
 * Comes from a user's command, goes to every member's connection: {@code ChatRoom}, the one writer of a room, orders events and commits them;
 * {@code RoomReplica}, its arm on each node, applies them in that order and fans out to the node's people. Rooms know no protocol: a member is
 * an {@link chat.parley.node.person.Outbound} and a {@link chat.parley.node.room.RoomEncoder}.
 */
@NullMarked
package chat.parley.node.room;

import org.jspecify.annotations.NullMarked;
