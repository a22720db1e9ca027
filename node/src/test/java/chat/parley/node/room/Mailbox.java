package chat.parley.node.room;

import java.time.Duration;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.pattern.Patterns;

/** For tests with manual time: a timer that an actor is about to set must be set before time passes. */
final class Mailbox {
    private Mailbox() {}

    /** Returns once the actor has handled all that it was sent before, or has ended; every actor answers {@code Identify} in its turn. */
    static void isEmpty(ActorRef<?> actor) {
        Patterns.ask(Adapter.toClassic(actor), new Identify("mailbox"), Duration.ofSeconds(3))
                .exceptionally(ended -> actor)
                .toCompletableFuture()
                .join();
    }
}
