package chat.parley.node.room;

import chat.parley.node.person.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A room's way to its replicas, one for each node: every event goes to each once; who lacks some is sent them again from the tail, or the whole
 * state where the tail does not reach back. Used by the room's actor only.
 */
final class Links {
    private final long self;
    private final ActorRef<ChatRoom.Command> room;
    private final BiConsumer<Long, ActorRef<RoomReplica.Command>> watch;
    private final Consumer<ActorRef<RoomReplica.Command>> unwatch;
    private final Tail tail;
    private final int snapshotTail;

    // Mutable state
    private final Map<Long, Link> links = new HashMap<>();
    private long publishedSeq;

    /**
     * @param tail the newest events of the incarnations before, up to {@code publishedSeq}
     * @param snapshotTail how many of the newest events go with a snapshot
     * @param watch is to tell the room when the replica of a node ends
     */
    Links(
            long self,
            ActorRef<ChatRoom.Command> room,
            long publishedSeq,
            List<Entry> tail,
            int tailEntries,
            int snapshotTail,
            BiConsumer<Long, ActorRef<RoomReplica.Command>> watch,
            Consumer<ActorRef<RoomReplica.Command>> unwatch) {
        this.self = self;
        this.room = room;
        this.publishedSeq = publishedSeq;
        this.tail = new Tail(tailEntries);
        tail.forEach(this.tail::add);
        this.snapshotTail = snapshotTail;
        this.watch = watch;
        this.unwatch = unwatch;
    }

    long publishedSeq() {
        return publishedSeq;
    }

    /** This replica took part in the recovery, so the order that it holds is the room's, whatever its epoch. */
    void trust(long node, ActorRef<RoomReplica.Command> replica) {
        link(node, replica);
    }

    /** Other nodes first: should this process end right now, those who heard the least would otherwise be the others. */
    void publish(long epoch, List<Entry> batch) {
        batch.forEach(tail::add);
        publishedSeq = batch.get(batch.size() - 1).seq();
        var messages = messages(epoch, batch);
        links.forEach((node, link) -> {
            if (node != self) {
                send(link, messages);
            }
        });
        var here = links.get(self);
        if (here != null) {
            send(here, messages);
        }
    }

    private static List<RoomReplica.Publish> messages(long epoch, List<Entry> entries) {
        if (entries.size() == 1) {
            return List.of(new RoomReplica.Publish(epoch, entries));
        }
        return Weight.cut(entries, Weight::of).stream()
                .map(run -> new RoomReplica.Publish(epoch, run))
                .toList();
    }

    /**
     * A link that waits for a snapshot gets it as soon as everything in it is published, and then what came after it. One that was brought up before
     * may have what it asks for by now, on its way while it asked: its people are not to wait for what is published already.
     */
    private void send(Link link, List<RoomReplica.Publish> messages) {
        if (link.snapshot == null || link.broughtUp) {
            messages.forEach(link.replica::tell);
        }
        if (sendSnapshotIfDue(link) && link.sentSeq < publishedSeq) {
            messages.forEach(link.replica::tell);
        }
    }

    /**
     * A replica wants the events from where it is.
     *
     * @param decided where the room is, the events among it whose commit is still under way
     * @param pages the state there
     */
    void attach(ChatRoom.Attach attach, ChatRoom.Progress decided, Supplier<List<RoomPage>> pages) {
        var known = links.get(attach.node());
        var trusted = (known != null && known.replica.equals(attach.replica()))
                || attach.progress().epoch() == decided.epoch();
        var link = link(attach.node(), attach.replica());
        link.people = attach.people();
        bringUp(link, trusted ? attach.progress() : ChatRoom.Progress.NONE, decided, pages);
    }

    /** The replica of this node lacks what came after {@code progress}. */
    void bringUp(long node, ChatRoom.Progress progress, ChatRoom.Progress decided, Supplier<List<RoomPage>> pages) {
        var link = links.get(node);
        if (link != null) {
            bringUp(link, progress, decided, pages);
        }
    }

    private void bringUp(
            Link link, ChatRoom.Progress progress, ChatRoom.Progress decided, Supplier<List<RoomPage>> pages) {
        link.replica.tell(new RoomReplica.Serve(decided.epoch(), room));
        var missing = progress.epoch() == 0 || progress.seq() > publishedSeq
                ? null
                : tail.after(progress.seq(), publishedSeq);
        if (missing == null) {
            sendSnapshot(link, decided, pages);
            return;
        }
        link.broughtUp = true;
        if (missing.isEmpty()) {
            link.replica.tell(new RoomReplica.Position(new ChatRoom.Progress(decided.epoch(), publishedSeq)));
        } else {
            messages(decided.epoch(), missing).forEach(link.replica::tell);
        }
    }

    /** One that waits already stays: a younger one would have to wait for longer. */
    private void sendSnapshot(Link link, ChatRoom.Progress decided, Supplier<List<RoomPage>> pages) {
        if (link.snapshot == null) {
            link.snapshot = new PendingSnapshot(decided, pages.get());
        }
        sendSnapshotIfDue(link);
    }

    /** Whether it was sent. */
    private boolean sendSnapshotIfDue(Link link) {
        var snapshot = link.snapshot;
        if (snapshot == null || snapshot.at.seq() > publishedSeq) {
            return false;
        }
        link.snapshot = null;
        link.broughtUp = true;
        link.sentSeq = snapshot.at.seq();
        var pages = RoomPage.withTail(snapshot.pages, tail.upTo(snapshot.at.seq(), snapshotTail));
        pages.forEach(page -> link.replica.tell(new RoomReplica.Snapshot(snapshot.at, page)));
        return true;
    }

    private Link link(long node, ActorRef<RoomReplica.Command> replica) {
        var known = links.get(node);
        if (known != null && known.replica.equals(replica)) {
            return known;
        }
        if (known != null) {
            unwatch.accept(known.replica);
        }
        var link = new Link(replica);
        links.put(node, link);
        watch.accept(node, replica);
        return link;
    }

    /** Whether this replica was the node's. */
    boolean detach(long node, ActorRef<RoomReplica.Command> replica) {
        var link = links.get(node);
        if (link == null || !link.replica.equals(replica)) {
            return false;
        }
        links.remove(node);
        unwatch.accept(replica);
        return true;
    }

    void acknowledged(long node, ChatRoom.Progress progress, long epoch) {
        var link = links.get(node);
        if (link != null && progress.epoch() == epoch) {
            link.acknowledgedSeq = Math.max(link.acknowledgedSeq, progress.seq());
        }
    }

    void tellPosition(long node, ChatRoom.Progress published) {
        var link = links.get(node);
        if (link != null) {
            link.replica.tell(new RoomReplica.Position(published));
        }
    }

    /** Tells those who have not acknowledged everything. */
    void tellPositions(ChatRoom.Progress published) {
        for (var link : links.values()) {
            if (link.acknowledgedSeq < publishedSeq) {
                link.replica.tell(new RoomReplica.Position(published));
            }
        }
    }

    /** A conversation ends because it was quiet. */
    void tellClosed() {
        links.values().forEach(link -> link.replica.tell(new RoomReplica.Close()));
    }

    boolean allHaveEverything() {
        return links.values().stream().allMatch(link -> link.acknowledgedSeq >= publishedSeq);
    }

    /** Whether the replica of this node has told that it has everything up to {@code seq}. */
    boolean hasAcknowledged(long node, long seq) {
        var link = links.get(node);
        return link != null && link.acknowledgedSeq >= seq;
    }

    boolean has(long node) {
        return links.containsKey(node);
    }

    /** In a conversation: whether this person's replica has them. */
    boolean reaches(PersonId person) {
        var link = links.get(person.node());
        return link != null && link.people.contains(person);
    }

    boolean isEmpty() {
        return links.isEmpty();
    }

    private record PendingSnapshot(ChatRoom.Progress at, List<RoomPage> pages) {}

    private static final class Link {
        private final ActorRef<RoomReplica.Command> replica;
        private List<PersonId> people = List.of();
        private boolean broughtUp;
        private long sentSeq;
        private long acknowledgedSeq;
        private @Nullable PendingSnapshot snapshot;

        Link(ActorRef<RoomReplica.Command> replica) {
            this.replica = replica;
        }
    }
}
