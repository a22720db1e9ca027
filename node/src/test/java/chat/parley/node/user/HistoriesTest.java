package chat.parley.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.history.MemoryLog;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryBound;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.HistoryRequest;
import chat.parley.node.room.Member;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.Role;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomHistory;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomPast;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Pages of a room's history, out of a replica that holds the newest events and a log that holds all. */
class HistoriesTest implements Histories.Replicas, Histories.Waiting {
    private static final RoomName TEA = RoomName.of("#tea");
    private static final RoomKey KEY = RoomKey.of(TEA);
    private static final Person ALICE = new Person(
            new Identity(new PersonId(1, 1), Nick.of("alice"), "a", "host"),
            0,
            "",
            "node",
            "irc",
            null,
            false,
            false,
            0);

    private final long seed = Long.getLong("parley.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final MessageLog log = new MemoryLog(10_000, Clock.systemUTC());
    private final long epoch = now(log.open(KEY, 0)).epoch();
    private final Histories histories = new Histories(this, log, this);
    private final List<Entry> all = new ArrayList<>();

    private int held = 3;
    private int logReads;
    private long since;
    private boolean silent;
    private Roles roles = Roles.NONE;

    @Test
    void theNewestComeFromTheReplicaAlone() {
        say(10);

        assertThat(seqs(read(latest(2)))).containsExactly(9L, 10L);
        assertThat(seqs(read(after(8, 5)))).containsExactly(9L, 10L);
        assertThat(logReads).isZero();
    }

    @Test
    void whatLiesFurtherBackComesFromTheLog() {
        say(10);

        assertThat(seqs(read(latest(5)))).containsExactly(6L, 7L, 8L, 9L, 10L);
        assertThat(seqs(read(before(4, 2)))).containsExactly(2L, 3L);
        assertThat(logReads).isEqualTo(2);
    }

    @Test
    void whatTheReplicaHasNotShownYetIsNoHistory() {
        say(10);
        append(entry(11, null), false);

        assertThat(seqs(read(latest(5)))).containsExactly(6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void linesToTheOperatorsCostOthersNoPlaceOnThePage() {
        say(3);
        for (var seq = 4; seq <= 12; seq++) {
            append(entry(seq, Role.OPERATOR), true);
        }
        say(13);

        assertThat(seqs(read(latest(3)))).containsExactly(2L, 3L, 13L);
        roles = Roles.OPERATOR;
        assertThat(seqs(read(latest(3)))).containsExactly(11L, 12L, 13L);
    }

    @Test
    void messagesThatBoundThePageMustExist() {
        say(10);

        assertThat(read(named(2, epoch))).isInstanceOf(RoomHistory.Page.class);
        assertThat(read(named(2, epoch + 1))).isEqualTo(new RoomHistory.NoSuchMessage(place(2, epoch + 1)));
        assertThat(read(named(9, epoch + 1))).isEqualTo(new RoomHistory.NoSuchMessage(place(9, epoch + 1)));
        assertThat(read(named(11, epoch))).isEqualTo(new RoomHistory.NoSuchMessage(place(11, epoch)));
    }

    @Test
    void inAClosedRoomNothingFromBeforeOnesTimeIsFound() {
        say(10);
        since = millis(6);

        assertThat(seqs(read(latest(9)))).containsExactly(6L, 7L, 8L, 9L, 10L);
        assertThat(seqs(read(new HistoryQuery(HistoryBound.START, HistoryBound.END, HistoryKinds.MESSAGES, false, 2))))
                .containsExactly(6L, 7L);
        assertThat(read(named(5, epoch))).isEqualTo(new RoomHistory.NoSuchMessage(place(5, epoch)));
    }

    @Test
    void whoIsNotInTheRoomIsRefused() {
        var answers = new ArrayList<RoomHistory>();
        histories.read(RoomName.of("#other"), HistoryRequest.latest(1), answers::add);

        assertThat(answers).containsExactly(RoomHistory.Refused.INSTANCE);
    }

    @Test
    void aLogThatDoesNotAnswerIsUnavailable() {
        say(10);
        silent = true;

        assertThat(read(HistoryRequest.latest(5))).isEqualTo(RoomHistory.Unavailable.INSTANCE);
        assertThat(seqs(read(latest(2)))).containsExactly(9L, 10L);
    }

    /** Whatever the pages and however they are turned, and while more is said: no hole, and nothing twice. */
    @RepeatedTest(200)
    void anySequenceOfPagesGivesTheWholeHistory() {
        held = random.nextInt(20);
        roles = random.nextBoolean() ? Roles.OPERATOR : Roles.NONE;
        say(random.nextInt(100));
        var backwards = new ArrayList<Long>();
        var limit = visible().size();

        for (var page = seqs(read(latest(size())));
                !page.isEmpty();
                page = seqs(read(before(backwards.get(0), size())))) {
            backwards.addAll(0, page);
            sayMore();
        }
        assertThat(backwards).as("seed %d", seed).isEqualTo(visible().subList(0, limit));

        var forwards = new ArrayList<Long>();
        for (var page = seqs(read(after(0, size())));
                !page.isEmpty();
                page = seqs(read(after(last(forwards), size())))) {
            forwards.addAll(page);
            if (forwards.size() < 200) {
                sayMore();
            }
        }
        assertThat(forwards).as("seed %d", seed).isEqualTo(visible());
    }

    private int size() {
        return 1 + random.nextInt(12);
    }

    private static long last(List<Long> seqs) {
        return seqs.get(seqs.size() - 1);
    }

    private void sayMore() {
        for (var more = random.nextInt(4); more > 0; more--) {
            append(entry(all.size() + 1, random.nextInt(4) == 0 ? Role.OPERATOR : null), true);
        }
    }

    private List<Long> visible() {
        return all.stream()
                .filter(entry -> ((RoomEvent.Said) entry.event()).atLeast() == null || roles.has(Role.OPERATOR))
                .map(Entry::seq)
                .toList();
    }

    private void say(int upTo) {
        while (all.size() < upTo) {
            append(entry(all.size() + 1, null), true);
        }
    }

    private void append(Entry entry, boolean shown) {
        now(log.append(KEY, List.of(entry), null));
        if (shown) {
            all.add(entry);
        }
    }

    private Entry entry(long seq, @Nullable Role atLeast) {
        var said = new RoomEvent.Said(ALICE.identity(), SayKind.MESSAGE, "line " + seq, atLeast, Tags.NONE);
        return new Entry(epoch, seq, millis(seq), ALICE.id(), seq, null, said);
    }

    /** Three lines share a millisecond. */
    private static long millis(long seq) {
        return 1_700_000_000_000L + seq / 3;
    }

    private HistoryQuery latest(int limit) {
        return HistoryQuery.latest(HistoryKinds.MESSAGES, limit);
    }

    private HistoryQuery before(long seq, int limit) {
        return latest(limit).withBefore(new HistoryBound.At(seq));
    }

    private HistoryQuery after(long seq, int limit) {
        return new HistoryQuery(new HistoryBound.At(seq), HistoryBound.END, HistoryKinds.MESSAGES, false, limit);
    }

    private HistoryRequest named(long seq, long itsEpoch) {
        return new HistoryRequest(before(seq, 1), List.of(place(seq, itsEpoch)));
    }

    private static ChatRoom.Progress place(long seq, long itsEpoch) {
        return new ChatRoom.Progress(itsEpoch, seq);
    }

    private RoomHistory read(HistoryQuery query) {
        return read(new HistoryRequest(query, List.of()));
    }

    private RoomHistory read(HistoryRequest request) {
        var answers = new ArrayList<RoomHistory>();
        histories.read(TEA, request, answers::add);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private static List<Long> seqs(RoomHistory history) {
        return ((RoomHistory.Page) history).entries().stream().map(Entry::seq).toList();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Override
    public boolean isIn(RoomName room) {
        return room.equals(TEA);
    }

    @Override
    public void recall(RoomKey room, Consumer<@Nullable RoomPast> then) {
        var newest = all.subList(Math.max(0, all.size() - held), all.size());
        then.accept(new RoomPast(
                KEY, "#tea", all.size(), new Member(ALICE, roles, 0), since, Collections.unmodifiableList(newest)));
    }

    @Override
    public <T> void await(CompletionStage<T> answer, Consumer<Optional<T>> then) {
        logReads++;
        CompletableFuture<T> done = answer.toCompletableFuture();
        then.accept(silent ? Optional.empty() : Optional.of(done.join()));
    }
}
