package chat.parley.node.name;

import chat.parley.node.cluster.CborSerializable;

/**
 * What LUSERS counts, of one node, and how its store does; nodes tell each other when it has changed, at most once a second.
 *
 * @param people registered connections, the invisible ones among them
 * @param unregistered connections that have not said their name yet
 * @param rooms rooms whose entity lives on this node, so that the sum over the nodes counts each once
 * @param storeAway whether these rooms wait for the store
 */
public record Census(
        long node,
        String server,
        int people,
        int invisible,
        int operators,
        int unregistered,
        int rooms,
        boolean storeAway)
        implements CborSerializable {}
