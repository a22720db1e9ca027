package chat.parley.client.script;

import chat.parley.wire.Line;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a script wants done at a server. One thread calls it, in the order in which things happen. */
interface Errand {
    /** The room to be in, or null where none is needed. */
    @Nullable
    String room();

    /** One is let in and in the room: for the first time, or again after a loss. */
    void ready(Stay stay);

    /** A line of the server, from when one is ready on. */
    void on(Line line);

    /** The server is gone; another one is looked for, and {@link #ready} comes again. */
    void lost(String reason);

    /** To be called about once a second while there is a server. */
    default void tick(Instant now) {}

    /** Since when an answer is missing without which nothing goes on, or null where none is. */
    @Nullable
    Instant waitingSince();

    /** No server is found any more: what is unfinished is told. */
    default void giveUp() {}
}
