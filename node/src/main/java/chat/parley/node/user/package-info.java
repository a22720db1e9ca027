/**
 * Comes from a connection's frames, goes to rooms, names and people, and back in the order of the requests. {@code User} is the actor of one
 * connection; around it are small parts that know no actor ({@code Exchanges}, {@code Backlog}, {@code Fakelag}, {@code Silence}) and those that
 * speak to one kind of neighbour ({@code RoomLinks}, {@code Finder}, {@code Letters}).
 */
@NullMarked
package chat.parley.node.user;

import org.jspecify.annotations.NullMarked;
