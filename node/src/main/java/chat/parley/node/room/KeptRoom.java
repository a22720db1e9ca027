package chat.parley.node.room;

import java.util.List;

/**
 * What is kept of a room besides its events.
 *
 * @param settings everything but the members
 * @param roles who has a role, here or not; see {@link Claims}
 * @param emptySinceMillis when the last member left; 0 while somebody is here
 */
public record KeptRoom(RoomSettings settings, List<RoleClaim> roles, long emptySinceMillis) {}
