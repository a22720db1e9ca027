package chat.parley.node.room;

import java.util.ArrayList;
import java.util.List;

/** A room on its way back: what its most advanced replica held, and then what the log has beyond it. Used by one recovery only. */
final class Rebuild {
    private final RoomState state;
    private final RequestTable requests;
    private final List<Entry> tail;
    private final Claims claims;

    // Mutable state
    private long seq;

    private Rebuild(RoomState state, Claims claims, RequestTable requests, List<Entry> tail, long seq) {
        this.claims = claims;
        this.state = state;
        this.requests = requests;
        this.tail = new ArrayList<>(tail);
        this.seq = seq;
    }

    /** No replica holds anything: nobody is here, and the room is as the log keeps it. */
    static Rebuild ofLog(RoomKey key, MessageLog.Opened log, Claims claims, RequestTable requests, long nowMillis) {
        var kept = log.room();
        if (kept == null) {
            return new Rebuild(RoomState.empty(key), claims, requests, List.of(), log.lastSeq());
        }
        claims.restore(kept.roles(), true, nowMillis);
        var state = RoomState.restored(key, kept.settings(), List.of());
        return new Rebuild(state, claims, requests, List.of(), log.lastSeq());
    }

    static Rebuild ofReplica(
            RoomKey key,
            RoomPage.Collector pages,
            long seq,
            MessageLog.Opened log,
            Claims claims,
            RequestTable requests,
            long nowMillis) {
        if (log.room() != null) {
            claims.restore(log.room().roles(), false, nowMillis);
        }
        pages.requests().forEach(mark -> requests.restore(mark, nowMillis));
        return new Rebuild(pages.state(key), claims, requests, pages.tail(), seq);
    }

    /** The place up to which this is the room. */
    long seq() {
        return seq;
    }

    /** What was kept but heard by no replica; its author was not answered, and will ask again. */
    void add(Entry entry, long nowMillis) {
        state.apply(entry);
        tail.add(entry);
        remember(entry, nowMillis);
        seq = entry.seq();
    }

    /** What was kept before: of it only who had asked for it may matter again. */
    void remember(Entry entry, long nowMillis) {
        var author = entry.author();
        if (author != null && entry.request() > 0) {
            requests.happened(author, entry.request(), entry.seq(), nowMillis);
        }
    }

    RoomRecovery.Recovered recovered(MessageLog.Opened log) {
        var stored = log.lastSeq() > 0 || log.room() != null;
        var newestMillis = tail.isEmpty() ? 0 : tail.get(tail.size() - 1).timeMillis();
        return new RoomRecovery.Recovered(
                state,
                claims,
                requests,
                List.copyOf(tail),
                log.epoch(),
                Math.max(seq, log.lastSeq()),
                Math.max(newestMillis, log.lastTimeMillis()),
                stored);
    }
}
