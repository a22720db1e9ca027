package chat.parley.node.history;

import static chat.parley.node.history.Events.ANN;
import static chat.parley.node.history.Events.BOB;
import static chat.parley.node.history.Events.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Identity;
import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryBound;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.SayKind;
import chat.parley.node.room.TextQuery;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searching, taking back and turning pages, whichever database keeps the rooms. */
abstract class SqlSearchContract {
    private static final RoomKey OTHER = RoomKey.of(RoomName.of("#other"));

    private final List<Entry> all = new ArrayList<>();
    private OpenStore store;
    private long epoch;

    abstract Database database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = new OpenStore(database());
        epoch = store.opens(LOBBY).epoch();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void messagesAreFoundByTheirWordsAndTheirAuthor() {
        happens(
                said(ANN, "That was fast!"),
                said(BOB, "fast and \"white\""),
                said(BOB, "GRÜSSE, grüße"),
                said(ANN, "fast fast"));
        happens(new RoomEvent.TopicChanged(ANN, "fast"));
        store.opens(OTHER);
        isIndexed();

        assertThat(found("fast", null)).isEqualTo("1 2 4");
        assertThat(found("FAST", null)).isEqualTo("1 2 4");
        assertThat(found("fast white", null)).isEqualTo("2");
        assertThat(found("fast", "ANN")).isEqualTo("1 4");
        assertThat(found("", "bob")).isEqualTo("2 3");
        assertThat(found("Grüße", null)).isEqualTo("3");
        assertThat(found("nowhere", null)).isEmpty();
    }

    @Test
    void whatIsSearchedForIsWordsAndNeverALanguage() {
        happens(said(ANN, "That was fast!"), said(BOB, "fast and \"white\""));
        isIndexed();

        assertThat(found("\"white\" OR fast*", null)).isEmpty();
        assertThat(found("NEAR(", null)).isEmpty();
        assertThat(found("fast' OR 1=1 --", null)).isEmpty();
    }

    private String found(String text, @Nullable String from) {
        return seqs(new TextQuery(text, from == null ? null : Nick.of(from), latest(9)));
    }

    @Test
    void aPageOfMatchesHasItsBoundsAndItsLimit() {
        for (var i = 0; i < 20; i++) {
            happens(said(ANN, "tea " + i), said(ANN, "milk " + i));
        }
        isIndexed();

        assertThat(seqs(tea(latest(2)))).isEqualTo("37 39");
        assertThat(seqs(tea(latest(2).withBefore(new HistoryBound.At(37))))).isEqualTo("33 35");
        assertThat(seqs(tea(new HistoryQuery(
                        new HistoryBound.Time(all.get(4).timeMillis()),
                        HistoryBound.END,
                        HistoryKinds.MESSAGES,
                        false,
                        2))))
                .isEqualTo("7 9");
    }

    @Test
    void whatWasTakenBackIsNeitherReadNorFound() {
        happens(said(ANN, "tea one"), said(ANN, "tea two"));
        isIndexed();

        happens(new RoomEvent.Redacted(ANN, epoch, 1, "oops"));

        isIndexed();
        assertThat(seqs(tea(latest(9)))).isEqualTo("2");
        assertThat(store.all(LOBBY).get(0).event()).isEqualTo(new RoomEvent.Erased());
        assertThat(store.latest(LOBBY, 9)).extracting(Entry::seq).containsExactly(2L, 3L);
    }

    @Test
    void whatIsTakenBackInTheSameMomentIsNotFoundEither() {
        var entries = new ArrayList<Entry>();
        entries.add(entry(said(ANN, "tea one")));
        all.add(entries.get(0));
        entries.add(entry(new RoomEvent.Redacted(ANN, epoch, 1, "")));
        all.add(entries.get(1));
        store.appends(LOBBY, entries);

        isIndexed();
        assertThat(seqs(tea(latest(9)))).isEmpty();
    }

    /** Whatever the pages and however they are turned, and while more is said: no hole, and nothing twice. */
    @Test
    void anySequenceOfPagesGivesTheWholeHistory() {
        var seed = Long.getLong("parley.seed", System.nanoTime());
        var random = new Random(seed);
        sayMore(random, 300);
        var limit = visible().size();
        var backwards = new ArrayList<Long>();
        for (var page = page(latest(size(random)));
                !page.isEmpty();
                page = page(latest(size(random)).withBefore(new HistoryBound.At(backwards.get(0))))) {
            backwards.addAll(0, page);
            sayMore(random, 3);
        }
        assertThat(backwards).as("seed %d", seed).isEqualTo(visible().subList(0, limit));
        var forwards = new ArrayList<Long>();
        for (var page = page(after(0, random)); !page.isEmpty(); page = page(after(last(forwards), random))) {
            forwards.addAll(page);
            sayMore(random, forwards.size() < 600 ? 3 : 0);
        }
        assertThat(forwards).as("seed %d", seed).isEqualTo(visible());
    }

    private static HistoryQuery after(long seq, Random random) {
        return new HistoryQuery(new HistoryBound.At(seq), HistoryBound.END, HistoryKinds.MESSAGES, false, size(random));
    }

    private static long last(List<Long> seqs) {
        return seqs.get(seqs.size() - 1);
    }

    private static int size(Random random) {
        return 1 + random.nextInt(40);
    }

    private void sayMore(Random random, int events) {
        var more = new ArrayList<RoomEvent>();
        for (var i = 0; i < events; i++) {
            more.add(random.nextInt(3) == 0 ? new RoomEvent.Parted(BOB, "bye") : said(ANN, "line"));
        }
        happens(more.toArray(RoomEvent[]::new));
    }

    private List<Long> visible() {
        return all.stream()
                .filter(entry -> HistoryKinds.MESSAGES.includes(entry.event()))
                .map(Entry::seq)
                .toList();
    }

    private List<Long> page(HistoryQuery query) {
        return store.page(LOBBY, query).stream().map(Entry::seq).toList();
    }

    private static TextQuery tea(HistoryQuery page) {
        return new TextQuery("tea", null, page);
    }

    private static HistoryQuery latest(int limit) {
        return HistoryQuery.latest(HistoryKinds.MESSAGES, limit);
    }

    private String seqs(TextQuery query) {
        var found = OpenStore.of(store.log.search(LOBBY, query)).entries();
        return String.join(
                " ", found.stream().map(entry -> Long.toString(entry.seq())).toList());
    }

    /** A search tells how far behind it is. */
    private void isIndexed() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        OpenStore.of(store.log.search(LOBBY, tea(latest(1)))).behind() == 0);
    }

    private void happens(RoomEvent... events) {
        var entries = new ArrayList<Entry>();
        for (var event : events) {
            var entry = entry(event);
            all.add(entry);
            entries.add(entry);
        }
        if (!entries.isEmpty()) {
            store.appends(LOBBY, entries);
        }
    }

    private Entry entry(RoomEvent event) {
        return Events.entry(epoch, all.size() + 1L, event);
    }

    private static RoomEvent said(Identity who, String text) {
        return new RoomEvent.Said(who, SayKind.MESSAGE, text, null, Tags.NONE);
    }
}
