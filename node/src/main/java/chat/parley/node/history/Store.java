package chat.parley.node.history;

import chat.parley.node.room.MessageLog;
import chat.parley.node.room.ReadMarkers;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Where a node keeps what happens in rooms, from the start of its process to its end. */
public interface Store extends AutoCloseable {
    /**
     * Starts the log; to be called once.
     *
     * @param node the cluster's unique number of this node
     * @param readers where reads may block
     * @param told {@code false} when the store is away and {@code true} when it is back; called on a thread of the store's
     */
    MessageLog log(long node, Executor readers, Clock clock, Consumer<Boolean> told);

    /** What can be done with it; there is nothing to be done with what is in memory. After {@link #log}. */
    Optional<Upkeep> upkeep();

    /** How far people have read; {@link ReadMarkers#NONE} where that is not kept. After {@link #log}. */
    ReadMarkers readMarkers();

    /** Which store this is: all nodes of a cluster must have the same one. */
    String id();

    /**
     * Forgets the rooms that nobody has been in for long, how many there were, and old read markers. After {@link #log} only.
     *
     * @param present the nodes of the cluster
     */
    CompletionStage<Integer> sweep(Collection<Long> present);

    /** Of which processes of this machine one has kept this one from writing for so long; empty if none has. Any thread. */
    List<Writer> waitsFor(Duration atLeast);

    /** Whatever waits to be kept fails. */
    @Override
    void close();
}
