package chat.parley.node.name;

import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The names that this node's people ask for, hold and give up, and the talk with the directories about them. The truth about held names: a
 * directory that starts learns them from here. Part of {@link People}, runs in its actor.
 *
 * <p><b>A directory ends while a claim is on its way.</b> The old one may have granted the name and its answer be late; the new one must not grant
 * it to somebody else meanwhile. So a report makes every earlier answer of that bucket void: open claims get new numbers, and only an answer to
 * the newest number counts. Either the old directory's grant came before the report, then the name was held and is in it; or it comes after,
 * then it is void, and the claim is repeated to the new directory. Names that are only claimed are therefore never reported.
 *
 * <p><b>Messages that come late.</b> Claims and releases are numbered in one row: a directory ignores a release that is older than the claim by
 * which the name is held. A grant that nobody waits for is given back.
 */
final class LocalNames {
    private record Key(Nick nick, PersonId person) {}

    private static final class OpenClaim {
        private final Holder holder;
        private final ActorRef<People.Claimed> replyTo;
        private long number;
        private Duration waited = Duration.ZERO;

        OpenClaim(Holder holder, ActorRef<People.Claimed> replyTo) {
            this.holder = holder;
            this.replyTo = replyTo;
        }
    }

    /** Somebody who has given up everything, and what waits until the directories know of it. */
    private record Leaving(Set<Nick> unanswered, Runnable then) {}

    private final Directories directories;
    private final NameSettings settings;
    private final TimerScheduler<People.Command> timers;
    private final ActorRef<Directory.ClaimAnswer> claimAnswers;
    private final ActorRef<Directory.Released> releaseAnswers;

    // Mutable state
    private final Map<Key, OpenClaim> claims = new HashMap<>();
    private final Map<Key, Held> held = new HashMap<>();
    private final Map<Key, Long> releases = new HashMap<>();
    /** What each person claims or holds. */
    private final Map<PersonId, Set<Nick>> nicks = new HashMap<>();

    private final Map<PersonId, Leaving> leaving = new HashMap<>();
    private long lastNumber;

    LocalNames(
            Directories directories,
            NameSettings settings,
            ActorContext<People.Command> context,
            TimerScheduler<People.Command> timers) {
        this.directories = directories;
        this.settings = settings;
        this.timers = timers;
        this.claimAnswers = context.messageAdapter(Directory.ClaimAnswer.class, People.ClaimAnswered::new);
        this.releaseAnswers = context.messageAdapter(Directory.Released.class, People.ReleaseAnswered::new);
    }

    /** A second claim of one person for one name takes the first one's place. */
    void claim(People.Claim wish) {
        var key = new Key(wish.nick(), wish.id());
        var claim = new OpenClaim(new Holder(wish.nick(), wish.id(), wish.user()), wish.replyTo());
        claims.put(key, claim);
        note(key);
        releases.remove(key);
        send(claim);
        timers.startTimerWithFixedDelay(key, new People.ClaimUnanswered(key.nick, key.person), settings.claimRepeat());
    }

    private void send(OpenClaim claim) {
        if (claim.number == 0) {
            claim.number = ++lastNumber;
        }
        directories.tell(
                Directory.bucketOf(claim.holder.nick()), new Directory.Claim(claim.holder, claim.number, claimAnswers));
    }

    void repeat(People.ClaimUnanswered due) {
        var key = new Key(due.nick(), due.claimant());
        var claim = claims.get(key);
        if (claim == null) {
            return;
        }
        claim.waited = claim.waited.plus(settings.claimRepeat());
        if (claim.waited.compareTo(settings.claimDeadline()) < 0) {
            send(claim);
        } else {
            end(key, claim, People.Claimed.Result.UNAVAILABLE);
            if (!held.containsKey(key)) {
                release(key);
            }
        }
    }

    void answered(Directory.ClaimAnswer answer) {
        var key = new Key(answer.nick(), answer.claimant());
        var claim = claims.get(key);
        if (claim == null) {
            if (answer.granted() && !held.containsKey(key)) {
                release(key);
            }
        } else if (claim.number == answer.number()) {
            if (answer.granted()) {
                held.put(key, new Held(claim.holder, claim.number));
            }
            end(key, claim, answer.granted() ? People.Claimed.Result.HELD : People.Claimed.Result.TAKEN);
        }
    }

    private void end(Key key, OpenClaim claim, People.Claimed.Result result) {
        claims.remove(key);
        if (!held.containsKey(key)) {
            forget(key);
        }
        timers.cancel(key);
        claim.replyTo.tell(new People.Claimed(claim.holder.nick(), result));
    }

    boolean holds(Nick nick, PersonId person) {
        return held.containsKey(new Key(nick, person));
    }

    /** Gives up one name, held or claimed; nothing where it is neither. */
    void release(Nick nick, PersonId person) {
        var key = new Key(nick, person);
        if (claims.containsKey(key) || held.containsKey(key)) {
            release(key);
        }
    }

    /** Gives up everything; {@code then} when the directories have answered, so that others can have the names. */
    void releaseAll(PersonId person, Runnable then) {
        var theirs = Set.copyOf(nicks.getOrDefault(person, Set.of()));
        if (theirs.isEmpty()) {
            then.run();
            return;
        }
        leaving.put(person, new Leaving(new HashSet<>(theirs), then));
        theirs.forEach(nick -> release(new Key(nick, person)));
    }

    private void note(Key key) {
        nicks.computeIfAbsent(key.person, person -> new HashSet<>(2)).add(key.nick);
    }

    private void forget(Key key) {
        nicks.computeIfPresent(key.person, (person, known) -> known.remove(key.nick) && known.isEmpty() ? null : known);
    }

    private void release(Key key) {
        claims.remove(key);
        timers.cancel(key);
        held.remove(key);
        forget(key);
        releases.put(key, ++lastNumber);
        sendRelease(key, lastNumber);
    }

    private void sendRelease(Key key, long number) {
        directories.tell(
                Directory.bucketOf(key.nick), new Directory.Release(key.nick, key.person, number, releaseAnswers));
    }

    void repeatReleases() {
        releases.forEach(this::sendRelease);
    }

    void released(Directory.Released answer) {
        var person = answer.holder();
        if (!releases.remove(new Key(answer.nick(), person), answer.number())) {
            return;
        }
        var goodbye = leaving.get(person);
        if (goodbye != null && goodbye.unanswered.remove(answer.nick()) && goodbye.unanswered.isEmpty()) {
            leaving.remove(person);
            goodbye.then.run();
        }
    }

    /** One page for a directory that starts; makes all earlier answers of its bucket void. */
    Directory.NamesHeld report(long node, int bucket, @Nullable Nick after) {
        claims.values().stream()
                .filter(claim -> Directory.bucketOf(claim.holder.nick()) == bucket)
                .forEach(claim -> claim.number = 0);
        var names = held.values().stream()
                .filter(name -> Directory.bucketOf(name.holder().nick()) == bucket)
                .filter(name -> after == null || name.holder().nick().compareTo(after) > 0)
                .sorted(Comparator.comparing(name -> name.holder().nick()))
                .toList();
        List<List<Held>> pages = Pages.of(names, Pages::bytesOf);
        return new Directory.NamesHeld(node, after, pages.get(0), pages.size() == 1);
    }
}
