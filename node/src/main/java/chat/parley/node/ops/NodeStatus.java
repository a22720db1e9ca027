package chat.parley.node.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What a node tells of itself on its control socket; one line of JSON.
 *
 * @param state {@code joining}, {@code up}, {@code leaving}; {@code up} when its listeners are open
 * @param server its server name
 * @param cluster its cluster address, {@code HOST:PORT}
 * @param data the folder that it shares with others of its cluster
 * @param listeners what is open, each {@code DIALECT=HOST:PORT}
 * @param people registered connections of this node
 * @param rooms rooms that live on this node
 * @param members all members of the cluster as this node sees them
 */
public record NodeStatus(
        String state,
        String server,
        long pid,
        String cluster,
        String data,
        List<String> listeners,
        int people,
        int rooms,
        List<MemberStatus> members) {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /**
     * A member.
     *
     * @param status Pekko's word: {@code Joining}, {@code Up}, {@code Leaving}, {@code Exiting}, {@code Down}
     */
    public record MemberStatus(String cluster, String status, boolean reachable) {}

    /** Reads what {@link #toJson()} wrote, also of another version. */
    public static NodeStatus parse(String json) throws JsonProcessingException {
        return JSON.readValue(json, NodeStatus.class);
    }

    /** Without a line break. */
    public String toJson() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }

    /** Members that are Up and can be reached. */
    public long membersUp() {
        return members.stream()
                .filter(member -> member.status().equals("Up") && member.reachable())
                .count();
    }
}
