package chat.parley.node.room;

import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as one node sees it at one place in the room's order. Valid only during the call that it is given to, in the replica's actor: whoever
 * wants to keep something copies it.
 */
public interface RoomView {
    RoomKey key();

    /** The name as its creator wrote it; for a conversation its entity id. */
    String displayName();

    long createdMillis();

    /** {@code null} where none is set. */
    @Nullable
    Topic topic();

    RoomModes modes();

    /** The entries of list mode {@code b}, {@code e} or {@code I}, oldest first. */
    List<ListEntry> list(char mode);

    /** All who are here and visible, in the order of their joining. */
    Collection<Member> members();

    @Nullable
    Member member(PersonId id);

    @Nullable
    Member member(Nick nick);

    /** Whom the latest event has removed (PART, KICK), as they were; {@code null} where it removed nobody. */
    default @Nullable Member departed() {
        return null;
    }

    /** A topic with who set it ({@code nick!user@host}) and when. */
    record Topic(String text, String by, long timeMillis) {}

    /** A mask of a list mode with who set it and when. */
    record ListEntry(String mask, String by, long timeMillis) {}
}
