package chat.parley.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the rooms are, as far as that can be seen from outside. */
interface RoomFinder {
    /** Says that it does not know. */
    RoomFinder BLIND = node -> null;

    /** The rooms whose entity this node holds; null where that is not known. */
    @Nullable
    List<String> heldBy(int node);
}
