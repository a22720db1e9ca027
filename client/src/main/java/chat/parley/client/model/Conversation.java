package chat.parley.client.model;

import chat.parley.client.model.Entry.Mark;
import chat.parley.client.model.Happening.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was said in one place, oldest first, and how much of it was read. Older parts are let go when there is too much;
 * what the server keeps can be fetched again. Owned by the loop's thread; others change nothing.
 */
public final class Conversation {
    /** What kind of place it is, in the order in which a list shows them. */
    public enum Kind {
        SERVER,
        ROOM,
        PERSON,
        /** What a search found. */
        FOUND
    }

    /** Entries that are kept while the newest are looked at. */
    static final int ENTRIES_LIMIT = 5_000;

    /** Entries that are kept while somebody reads far back. */
    static final int ENTRIES_LIMIT_FAR_BACK = 50_000;

    private static final int TRIMMED_AT_ONCE = 1_000;

    private final Kind kind;

    // Mutable state
    private String name;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, Entry> pending = new TreeMap<>();
    private final Set<String> known = new HashSet<>();
    private final Speakers speakers = new Speakers();
    private long lastId;
    private int unread;
    private int mentions;
    private Instant readUpTo = Instant.MIN;
    private @Nullable Instant unreadLine;
    private boolean farBack;
    private boolean complete;
    private boolean asking;
    private boolean joinedBefore;

    Conversation(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it is a place of the server, which may keep what is said there. */
    boolean isKept() {
        return kind == Kind.ROOM || kind == Kind.PERSON;
    }

    /** What is known to have its place. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** One's own messages that the server has not confirmed yet. */
    public List<Entry> pending() {
        return List.copyOf(pending.values());
    }

    /** Messages of others since one looked here last. */
    public int unread() {
        return unread;
    }

    /** Those of them that are meant for oneself. */
    public int mentions() {
        return mentions;
    }

    /** Everything after it was new when one came back; null when there is nothing to tell apart. */
    public @Nullable Instant unreadLine() {
        return unreadLine;
    }

    /** Whether nothing older can be had. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether the server was asked for older parts and has not answered yet. */
    public boolean isAsking() {
        return asking;
    }

    /** Those who spoke here, the last one first. */
    public List<String> speakers() {
        return speakers.lastFirst();
    }

    /** Who is typing at this time. */
    public List<String> typing(Instant now) {
        return speakers.typing(now);
    }

    void rename(String newName) {
        name = newName;
    }

    void add(Happening happening, Mark mark) {
        if (happening instanceof Said said && mark == Mark.NONE) {
            known.add(key(said));
            speakers.spoke(said.sender());
        }
        entries.add(new Entry(++lastId, happening, mark));
        trim();
    }

    /** What came out of the server's history goes where it belongs. Tells what was not known yet, in the same order. */
    List<Said> merge(List<Said> page) {
        List<Said> added = new ArrayList<>();
        int from = 0;
        for (Said said : page) {
            if (known.add(key(said))) {
                from = placeOf(said.at(), from);
                entries.add(from++, new Entry(++lastId, said, Mark.NONE));
                added.add(said);
            }
        }
        entries.removeIf(entry ->
                entry.mark() == Mark.UNCONFIRMED && added.stream().anyMatch(said -> isCopy(entry.happening(), said)));
        trim();
        return added;
    }

    private static boolean isCopy(Happening happening, Said said) {
        return said.own()
                && happening instanceof Said lost
                && lost.text().equals(said.text())
                && lost.kind() == said.kind();
    }

    /** Behind everything that is as old or older. */
    private int placeOf(Instant at, int from) {
        int low = from;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean isLater = entries.get(middle).happening().at().isAfter(at);
            high = isLater ? middle : high;
            low = isLater ? low : middle + 1;
        }
        return low;
    }

    boolean knows(Said said) {
        return known.contains(key(said));
    }

    /** An id, or what else makes a message the same. */
    private static String key(Said said) {
        return said.msgid() != null ? said.msgid() : said.at() + " " + said.sender() + " " + said.text();
    }

    /** Lets everything go, as there is a hole behind it that the server can fill when somebody looks there. */
    void forget() {
        entries.clear();
        known.clear();
        complete = false;
    }

    private void trim() {
        if (entries.size() > (farBack ? ENTRIES_LIMIT_FAR_BACK : ENTRIES_LIMIT)) {
            List<Entry> oldest = entries.subList(0, TRIMMED_AT_ONCE);
            oldest.forEach(entry -> {
                if (entry.happening() instanceof Said said) {
                    known.remove(key(said));
                }
            });
            oldest.clear();
            complete = false;
        }
    }

    void pend(long number, Said said) {
        pending.put(number, new Entry(++lastId, said, Mark.PENDING));
    }

    /** The message has its place elsewhere, or none. */
    void endPending(long number, Mark mark) {
        Entry entry = pending.remove(number);
        if (entry != null && mark != Mark.NONE) {
            add(entry.happening(), mark);
        }
    }

    void types(String nick, Instant until) {
        speakers.types(nick, until);
    }

    /** Somebody said something that nobody looks at. */
    void missed(Said said) {
        if (unread == 0) {
            unreadLine = readUpTo;
        }
        unread++;
        mentions += said.isMention() ? 1 : 0;
    }

    /** Everything here was seen. */
    void read(Instant now) {
        unread = 0;
        mentions = 0;
        readUpTo = later(
                readUpTo,
                entries.isEmpty()
                        ? now
                        : entries.get(entries.size() - 1).happening().at());
    }

    /** Another device was here. */
    void readElsewhere(Instant upTo) {
        readUpTo = later(readUpTo, upTo);
        count();
    }

    /** Counts anew what came after the last that was read. */
    void count() {
        List<Said> news = entries.stream()
                .map(Entry::happening)
                .filter(happening -> happening.at().isAfter(readUpTo))
                .filter(Said.class::isInstance)
                .map(Said.class::cast)
                .filter(said -> !said.own())
                .toList();
        unread = news.size();
        mentions = (int) news.stream().filter(Said::isMention).count();
        unreadLine = unread == 0 ? null : readUpTo;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    Instant readUpTo() {
        return readUpTo;
    }

    void dropUnreadLine() {
        unreadLine = null;
    }

    boolean isFarBack() {
        return farBack;
    }

    void farBack(boolean isFarBack) {
        farBack = isFarBack;
    }

    void complete(boolean nothingOlder) {
        complete = nothingOlder;
    }

    void asking(boolean isAsking) {
        asking = isAsking;
    }

    /** Whether one was here before, so that what is fetched fills a gap; from now on one was. */
    boolean enter() {
        boolean before = joinedBefore;
        joinedBefore = true;
        return before;
    }

    /** The first message, or the last. */
    @Nullable
    Said message(boolean first) {
        for (int i = 0; i < entries.size(); i++) {
            Happening happening =
                    entries.get(first ? i : entries.size() - 1 - i).happening();
            if (happening instanceof Said said) {
                return said;
            }
        }
        return null;
    }
}
