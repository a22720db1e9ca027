package chat.parley.node.room;

/**
 * A role of somebody who is not known by an account, but by how others saw them.
 *
 * @param hostmask {@code nick!user@host}, with the nick folded
 * @param goneSinceMillis since when they are gone; 0 while they are here
 */
public record RoleClaim(String hostmask, Roles roles, long goneSinceMillis) {}
