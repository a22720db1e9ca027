package chat.parley.node.room;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.person.PersonId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of which user a room has seen, so that each counts once however often it is sent. Numbers of one user's requests have no gap;
 * what is older than the retry deadline may be forgotten, because by then nobody sends it again.
 *
 * <p>Both the entity and every replica keep one: it is how a new incarnation learns what the last one had done. Used by one actor only.
 */
final class RequestTable {
    /** Answers without an event that are remembered for each user; a user has no more requests under way than its own bound. */
    private static final int MAX_ANSWERS = 1024;

    private final long keepMillis;

    // Mutable state
    private final Map<PersonId, Author> authors = new LinkedHashMap<>(16, 0.75f, true);

    /** One that remembers for twice as long as requests are sent again, as the last one may arrive late. */
    static RequestTable of(NodeConfig config) {
        return new RequestTable(2 * config.times().retryDeadline().toMillis());
    }

    RequestTable(long keepMillis) {
        this.keepMillis = keepMillis;
    }

    /** What to do with a request. */
    sealed interface Verdict {
        /** It is the next one. */
        record New() implements Verdict {
            private static final New INSTANCE = new New();
        }

        /**
         * It was seen before.
         *
         * @param answer what it was told then; {@code null} where it became an event, or where another incarnation saw it
         * @param seq without an answer: no event of this user's is later; 0 where another incarnation saw the request
         */
        record Repeated(@Nullable Outcome answer, long seq) implements Verdict {}

        /** One or more before it are missing. */
        record Gap(long from) implements Verdict {}
    }

    Verdict judge(PersonId id, long number, long oldestPending) {
        var author = authors.get(id);
        if (author != null && number <= author.last) {
            return new Verdict.Repeated(author.answerTo(number), number > author.restored ? author.lastSeq : 0);
        }
        var expected = author == null ? oldestPending : Math.max(author.last + 1, oldestPending);
        return number <= expected ? Verdict.New.INSTANCE : new Verdict.Gap(expected);
    }

    /** The request became an event, which is at {@code seq}. */
    void happened(PersonId id, long number, long seq, long nowMillis) {
        var author = touch(id, number, nowMillis);
        author.lastSeq = Math.max(author.lastSeq, seq);
    }

    /** The request was answered without one. */
    void answered(PersonId id, long number, Outcome answer, long nowMillis) {
        touch(id, number, nowMillis).answered(number, answer);
    }

    /** Requests of before this time are not needed any more. */
    long neededFrom(long nowMillis) {
        return nowMillis - keepMillis;
    }

    /** Takes over what another table knew. */
    void restore(RequestMark mark, long nowMillis) {
        var author = touch(mark.author(), mark.last(), nowMillis);
        author.restored = author.last;
    }

    /** What a new incarnation must know; answers without an event are not among it, because giving them again changes nothing. */
    List<RequestMark> marks() {
        var marks = new ArrayList<RequestMark>(authors.size());
        authors.forEach((id, author) -> marks.add(new RequestMark(id, author.last)));
        return marks;
    }

    /** Forgets users who have asked for nothing for so long. */
    void prune(long nowMillis) {
        var oldestFirst = authors.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().seenMillis < neededFrom(nowMillis)) {
            oldestFirst.remove();
        }
    }

    private Author touch(PersonId id, long number, long nowMillis) {
        var author = authors.computeIfAbsent(id, unseen -> new Author());
        author.last = Math.max(author.last, number);
        author.seenMillis = nowMillis;
        return author;
    }

    private static final class Author {
        private long last;
        private long restored;
        private long lastSeq;
        private long seenMillis;
        private @Nullable Answers answers;

        @Nullable
        Outcome answerTo(long number) {
            return answers == null ? null : answers.get(number);
        }

        /** Most requests become events: there is no table before it is needed. */
        void answered(long number, Outcome answer) {
            if (answers == null) {
                answers = new Answers();
            }
            answers.put(number, answer);
        }
    }

    /** Drops the eldest beyond the bound. */
    private static final class Answers extends LinkedHashMap<Long, Outcome> {
        private static final long serialVersionUID = 1L;

        Answers() {
            super(4);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Outcome> eldest) {
            return size() > MAX_ANSWERS;
        }
    }
}
