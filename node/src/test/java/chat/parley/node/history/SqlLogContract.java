package chat.parley.node.history;

import static chat.parley.node.history.Events.LOBBY;
import static chat.parley.node.history.Events.NOW;
import static chat.parley.node.history.Events.messages;
import static chat.parley.node.history.OpenStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryBound;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.KeptRoom;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.RoleClaim;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomSettings;
import chat.parley.wire.RoomName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a room may rely on, whichever database keeps it. */
abstract class SqlLogContract {
    private static final RoomKey OTHER = RoomKey.of(RoomName.of("#other"));

    private static final Long REPLAYED = Long.getLong("parley.seed");
    private static final int RUNS = 2;
    private static final int STEPS = 50;

    private static final long KEEP_EMPTY_MILLIS = OpenStore.KEEP_EMPTY.toMillis();

    private final List<OpenStore> opened = new ArrayList<>();
    private OpenStore store;

    /** A way of its own to the store of this test. */
    abstract Database database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = another();
    }

    /** Another node of the cluster, or the same one when it was started again. */
    private OpenStore another() throws Exception {
        var another = new OpenStore(database());
        opened.add(another);
        return another;
    }

    @AfterEach
    void close() {
        opened.forEach(OpenStore::close);
    }

    @Test
    void aRoomBeginsWithNothing() {
        var first = store.opens(LOBBY);

        assertThat(first.epoch()).isPositive();
        assertThat(first).isEqualTo(new MessageLog.Opened(first.epoch(), 0, 0, null));
    }

    @Test
    void eachIncarnationHasAHigherEpochOnWhateverNode() throws Exception {
        var first = store.opens(LOBBY).epoch();
        var second = another().opens(LOBBY).epoch();
        var third = OpenStore.of(store.log.open(LOBBY, second + 1_000_000)).epoch();

        assertThat(second).isGreaterThan(first);
        assertThat(third).isEqualTo(second + 1_000_000);
        assertThat(store.opens(LOBBY).epoch()).isEqualTo(third + 1);
    }

    @Test
    void theNextIncarnationStartsWithWhatWasKept() throws Exception {
        var room = new KeptRoom(RoomSettings.initial(LOBBY), List.of(new RoleClaim("ann!a@b", Roles.OPERATOR, 0)), 0);
        var epoch = store.opens(LOBBY).epoch();
        store.appends(LOBBY, messages(epoch, 1, 2), room);
        store.appends(LOBBY, messages(epoch, 3, 3));

        var next = another().opens(LOBBY);

        assertThat(next.lastSeq()).isEqualTo(3);
        assertThat(next.lastTimeMillis()).isEqualTo(NOW + 3);
        assertThat(next.room()).isEqualTo(room);
    }

    @Test
    void everyEventIsReadAsItWasOnEveryNode() throws Exception {
        var epoch = store.opens(LOBBY).epoch();
        var entries = IntStream.range(0, Events.ALL.size())
                .mapToObj(i -> Events.entry(epoch, i + 1, Events.ALL.get(i)))
                .toList();

        store.appends(LOBBY, entries);

        assertThat(another().all(LOBBY)).isEqualTo(entries);
        assertThat(OpenStore.of(store.log.read(LOBBY, 3, 2))).isEqualTo(entries.subList(2, 4));
    }

    @Test
    void anOlderIncarnationIsFencedAndTheRoomsBesideItAreNot() throws Exception {
        var stale = store.opens(LOBBY).epoch();
        var epoch = store.opens(OTHER).epoch();
        var younger = another();
        younger.appends(LOBBY, messages(younger.opens(LOBBY).epoch(), 1, 1));

        var late = store.begins(LOBBY, messages(stale, 1, 5));
        var beside = store.begins(OTHER, messages(epoch, 1, 5));

        assertThat(failureOf(late)).isInstanceOf(MessageLog.Fenced.class);
        OpenStore.of(beside);
        assertThat(store.all(LOBBY)).hasSize(1);
        assertThat(store.all(OTHER)).hasSize(5);
    }

    @Test
    void whatIsTakenBackIsKeptNowhereAndItsPlaceIs() {
        var epoch = store.opens(LOBBY).epoch();
        store.appends(LOBBY, messages(epoch, 1, 3));

        store.appends(
                LOBBY,
                List.of(
                        Events.entry(epoch, 4, new RoomEvent.Redacted(Events.ANN, epoch, 2, "")),
                        Events.entry(epoch, 5, Events.said("slip")),
                        Events.entry(epoch, 6, new RoomEvent.Redacted(Events.ANN, epoch, 5, ""))));

        var kept = store.all(LOBBY);
        assertThat(kept.get(1)).isEqualTo(Events.entry(epoch, 2, new RoomEvent.Erased()));
        assertThat(kept.get(4)).isEqualTo(Events.entry(epoch, 5, new RoomEvent.Erased()));
        assertThat(kept.get(2)).isEqualTo(Events.entry(epoch, 3, Events.said("message 3")));
    }

    @Test
    void whateverNodesDoAListForEachRoomWouldSayTheSame() throws Exception {
        var seeds = new Random();
        for (var run = 0; run < (REPLAYED == null ? RUNS : 1); run++) {
            var seed = REPLAYED == null ? seeds.nextLong() : REPLAYED;
            try (var turmoil = new LogTurmoil(this::database, seed)) {
                turmoil.run(STEPS);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Fails with -Dparley.seed=" + seed, e);
            }
        }
    }

    @Test
    void manyBatchesAtOnceAreAllKept() {
        var rooms = IntStream.range(0, 50)
                .mapToObj(i -> RoomKey.of(RoomName.of("#room" + i)))
                .toList();
        var kept = rooms.stream()
                .map(room -> store.log
                        .open(room, 0)
                        .thenCompose(opened -> store.log.append(room, messages(opened.epoch(), 1, 30), null)))
                .map(stage -> stage.toCompletableFuture())
                .toArray(CompletableFuture[]::new);

        OpenStore.of(CompletableFuture.allOf(kept));

        assertThat(rooms).allSatisfy(room -> assertThat(store.all(room)).hasSize(30));
    }

    @Test
    void aPlaceThatIsTakenIsNotTakenAgain() {
        var epoch = store.opens(LOBBY).epoch();
        store.appends(LOBBY, messages(epoch, 1, 3));

        assertThat(failureOf(store.begins(LOBBY, messages(epoch, 3, 4)))).isInstanceOf(MessageLog.Fenced.class);
        assertThat(store.all(LOBBY)).hasSize(3);
    }

    @Test
    void aRoomThatNobodyIsInIsForgottenAfterAWhileWithAllThatHappenedInIt() throws Exception {
        var epoch = store.opens(LOBBY).epoch();
        store.opens(OTHER);
        store.appends(LOBBY, messages(epoch, 1, 2500), emptySince(store.now() - KEEP_EMPTY_MILLIS - 1));

        assertThat(store.sweeps(1L)).isEqualTo(1);

        assertThat(store.all(LOBBY)).isEmpty();
        var anew = another().opens(LOBBY);
        assertThat(anew.epoch()).isGreaterThan(epoch);
        assertThat(anew.lastSeq()).isZero();
        assertThat(anew.room()).isNull();
    }

    @Test
    void aRoomThatNobodyIsInIsKeptForAWhile() throws Exception {
        var epoch = store.opens(LOBBY).epoch();
        store.appends(LOBBY, messages(epoch, 1, 2), emptySince(store.now() - KEEP_EMPTY_MILLIS + 60_000));

        assertThat(store.sweeps(1L)).isZero();

        assertThat(another().opens(LOBBY).lastSeq()).isEqualTo(2);
    }

    @Test
    void aRoomThatIsTooOldBeginsAnewEvenBeforeTheSweep() throws Exception {
        var epoch = store.opens(LOBBY).epoch();
        store.appends(LOBBY, messages(epoch, 1, 2), emptySince(store.now() - KEEP_EMPTY_MILLIS - 1));

        assertThat(another().opens(LOBBY).lastSeq()).isZero();
    }

    @Test
    void aRoomWhoseNodeHasGoneIsKeptForAWhileFromThenOn() throws Exception {
        store.appends(LOBBY, messages(store.opens(LOBBY).epoch(), 1, 2));

        assertThat(store.sweeps(2L)).isZero();
        store.hourPasses();
        assertThat(store.sweeps(2L)).isEqualTo(1);
    }

    @Test
    void aConversationThatHasEndedIsForgottenSoon() throws Exception {
        var talk = RoomKey.Conversation.between(Events.ANN_ID, Events.BOB.id());
        var epoch = store.opens(talk).epoch();
        store.appends(talk, messages(epoch, 1, 2));
        store.log.close(talk, epoch);

        assertThat(store.sweeps(1L)).isZero();
        store.pass(Duration.ofMinutes(6));
        assertThat(store.sweeps(1L)).isEqualTo(1);

        assertThat(store.all(talk)).isEmpty();
    }

    @Test
    void aRoomThatIsServedIsNotForgottenHoweverQuietItIs() throws Exception {
        store.appends(LOBBY, messages(store.opens(LOBBY).epoch(), 1, 2));

        store.hourPasses();
        store.hourPasses();

        assertThat(store.sweeps(1L)).isZero();
    }

    @Test
    void anIncarnationThatHasEndedLeavesTheRoomToTheNextOne() throws Exception {
        var epoch = store.opens(LOBBY).epoch();
        store.appends(LOBBY, messages(epoch, 1, 2));
        store.log.close(LOBBY, epoch);
        store.appends(LOBBY, messages(store.opens(LOBBY).epoch(), 3, 3));

        store.hourPasses();
        store.hourPasses();

        assertThat(store.sweeps(1L)).isZero();
        assertThat(failureOf(store.begins(LOBBY, messages(epoch, 4, 4)))).isInstanceOf(MessageLog.Fenced.class);
    }

    private static KeptRoom emptySince(long millis) {
        return new KeptRoom(RoomSettings.initial(LOBBY), List.of(), millis);
    }

    @Test
    void ofARoomThatWasNeverThereThereIsNothing() {
        assertThat(store.all(LOBBY)).isEmpty();
        assertThat(store.latest(LOBBY, 10)).isEmpty();
    }

    @Test
    void pagesAreWhatTheyWouldBeIfAllEventsWereAtHand() {
        var epoch = store.opens(LOBBY).epoch();
        store.opens(OTHER);
        var entries = IntStream.range(0, 60)
                .mapToObj(i -> new Entry(
                        epoch, i + 1, NOW + i / 3 * 10L, null, 0, null, Events.ALL.get(i % Events.ALL.size())))
                .toList();
        store.appends(LOBBY, entries);

        queries()
                .forEach(query ->
                        assertThat(store.page(LOBBY, query)).as("%s", query).isEqualTo(query.of(entries)));
    }

    private static Stream<HistoryQuery> queries() {
        var bounds = Stream.concat(
                        Stream.of(HistoryBound.START, HistoryBound.END),
                        LongStream.of(0, 1, 7, 59, 60, 61).<HistoryBound>mapToObj(HistoryBound.At::new))
                .toList();
        var times = IntStream.of(-1, 0, 5, 10, 115, 190, 191)
                .<HistoryBound>mapToObj(millis -> new HistoryBound.Time(NOW + millis));
        var all = Stream.concat(bounds.stream(), times).toList();
        return all.stream()
                .flatMap(after -> all.stream()
                        .flatMap(before -> Stream.of(HistoryKinds.values())
                                .flatMap(kinds -> Stream.of(
                                        new HistoryQuery(after, before, kinds, true, 4),
                                        new HistoryQuery(after, before, kinds, false, 100)))));
    }

    @Test
    void aReadMarkerIsThatOfANameAndMovesForwardAlone() throws Exception {
        assertThat(store.marks("alice", "#tea", 0)).isZero();
        assertThat(store.marks("alice", "#tea", 500)).isEqualTo(500);
        assertThat(store.marks("ALICE", "#Tea", 300)).isEqualTo(500);
        assertThat(store.marks("bob", "#tea", 0)).isZero();
        assertThat(store.marks("alice", "#milk", 0)).isZero();

        assertThat(another().marks("alice", "#tea", 0)).isEqualTo(500);
    }

    @Test
    void readMarkersOfLongAgoAndTooManyOfThemAreForgotten() {
        store.marks("alice", "#tea", 500);
        store.pass(Duration.ofDays(91));
        for (var nick : List.of("b", "c", "d", "e")) {
            store.marks(nick, "#tea", 500);
            store.pass(Duration.ofMillis(1));
        }

        store.sweeps(1L);

        assertThat(Stream.of("alice", "b", "c", "d", "e").map(nick -> store.marks(nick, "#tea", 0)))
                .containsExactly(0L, 0L, 500L, 500L, 500L);
    }
}
