package chat.parley.check;

import chat.parley.harness.NodeProcess;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the rooms are: asked of the nodes themselves, as those who run them can. */
final class RoomFinder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private RoomFinder() {}

    /** The rooms whose one writer is on this node now; null where it does not say. */
    static @Nullable List<String> heldBy(NodeProcess node) {
        try {
            return node.isRunning() ? JSON.readValue(node.ask("rooms"), NAMES) : null;
        } catch (IOException busy) {
            return null;
        }
    }
}
