package chat.parley.node.dialect;

import chat.parley.node.person.PersonId;
import chat.parley.node.room.Member;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomModes;
import chat.parley.node.room.RoomView;
import chat.parley.wire.Nick;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room of which nothing is told but its name: who was in it when something happened is not kept. */
public record PastRoom(RoomKey key, String displayName) implements RoomView {
    @Override
    public long createdMillis() {
        return 0;
    }

    @Override
    public @Nullable Topic topic() {
        return null;
    }

    @Override
    public RoomModes modes() {
        return RoomModes.DEFAULT;
    }

    @Override
    public List<ListEntry> list(char mode) {
        return List.of();
    }

    @Override
    public Collection<Member> members() {
        return List.of();
    }

    @Override
    public @Nullable Member member(PersonId id) {
        return null;
    }

    @Override
    public @Nullable Member member(Nick nick) {
        return null;
    }
}
