package chat.parley.node.user;

import chat.parley.node.dialect.Dialect;
import chat.parley.node.name.People;
import chat.parley.node.name.PersonMail;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.wire.Nick;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What this person is called, and what concerns them everywhere: claims names and has changes told to everybody, through the node's people actor.
 * Claims come one after the other, because what makes them runs alone. Used by the user's actor only.
 */
final class Naming {
    private final UserSession session;
    private final Outbound outbound;
    private final Dialect dialect;
    private final RoomLinks links;
    private final ActorRef<People.Command> people;
    private final ActorRef<Object> user;

    // Mutable state
    private @Nullable Claim claim;
    private final ArrayDeque<Runnable> changes = new ArrayDeque<>(1);

    private record Claim(Nick nick, Consumer<People.Claimed.Result> then) {}

    Naming(
            UserSession session,
            Outbound outbound,
            Dialect dialect,
            RoomLinks links,
            ActorRef<People.Command> people,
            ActorRef<Object> user) {
        this.session = session;
        this.outbound = outbound;
        this.dialect = dialect;
        this.links = links;
        this.people = people;
        this.user = user;
    }

    /** Takes the name and makes this one of the people. */
    void register(Person person, Consumer<People.Claimed.Result> then) {
        claim(person.nick(), result -> {
            if (result == People.Claimed.Result.HELD) {
                session.become(person);
                people.tell(new People.Unregistered(-1));
                people.tell(new People.Arrive(person, outbound, dialect.personEncoder()));
            }
            then.accept(result);
        });
    }

    /** Takes another name; {@code then} when everybody has been told of it. */
    void rename(Nick nick, Consumer<People.Claimed.Result> then) {
        claim(nick, result -> {
            if (result == People.Claimed.Result.HELD) {
                var before = session.registered();
                var renamed = new PersonChange.Renamed(before.identity(), before.withNick(nick));
                change(renamed, () -> then.accept(result));
            } else {
                then.accept(result);
            }
        });
    }

    /** Has a change told; {@code then} when all nodes have done so. */
    void change(PersonChange change, Runnable then) {
        var now = after(change);
        if (now != null) {
            session.become(now);
        }
        changes.add(then);
        people.tell(new People.Change(change, links.positions(), user.narrow()));
    }

    void retune() {
        if (session.person() != null) {
            people.tell(new People.Retune(session.id(), dialect.personEncoder()));
        }
    }

    void onClaimed(People.Claimed claimed) {
        var waiting = claim;
        if (waiting != null && waiting.nick().equals(claimed.nick())) {
            claim = null;
            waiting.then().accept(claimed.result());
        }
    }

    /** Changes are told in the order in which they were made. */
    void onChanged(People.Changed changed) {
        var then = changes.pollFirst();
        if (then != null) {
            then.run();
        }
    }

    private void claim(Nick nick, Consumer<People.Claimed.Result> then) {
        claim = new Claim(nick, then);
        ActorRef<PersonMail> mailbox = user.narrow();
        people.tell(new People.Claim(nick, session.id(), mailbox, user.narrow()));
    }

    private static @Nullable Person after(PersonChange change) {
        if (change instanceof PersonChange.Renamed renamed) {
            return renamed.now();
        }
        if (change instanceof PersonChange.AwayChanged away) {
            return away.now();
        }
        if (change instanceof PersonChange.RealNameChanged renamed) {
            return renamed.now();
        }
        return change instanceof PersonChange.DetailsChanged details ? details.now() : null;
    }
}
