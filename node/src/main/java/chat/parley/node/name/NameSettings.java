package chat.parley.node.name;

import chat.parley.node.config.NodeConfig;
import java.time.Duration;

/**
 * What the directories and the people of a node are configured with.
 *
 * @param serverName how this node calls itself ({@code parley.server-name})
 * @param claimDeadline {@code parley.times.claim}
 * @param claimRepeat {@code parley.names.claim-repeat}: a claim without an answer is sent again after this
 * @param repeat {@code parley.names.repeat}: everything else between nodes that has no answer yet is sent again after this
 * @param audience {@code parley.names.audience}: how long this node's replicas have to say who must be told of a change
 * @param stash {@code parley.names.stash}: commands to one directory that wait while it starts
 * @param tellStoreAwayAfter {@code parley.history.tell-away-after}: a store that is back sooner is no news
 * @param whowasEntries {@code parley.limits.whowas-entries}
 */
public record NameSettings(
        String serverName,
        Duration claimDeadline,
        Duration claimRepeat,
        Duration repeat,
        Duration audience,
        int stash,
        Duration tellStoreAwayAfter,
        int whowasEntries) {

    public static NameSettings of(NodeConfig config) {
        return new NameSettings(
                config.serverName(),
                config.times().claim(),
                config.names().claimRepeat(),
                config.names().repeat(),
                config.names().audience(),
                config.names().stash(),
                config.history().tellAwayAfter(),
                config.limits().whowasEntries());
    }
}
