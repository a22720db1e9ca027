package chat.parley.node.history;

import static chat.parley.node.history.Events.ANN;
import static chat.parley.node.history.Events.BOB;
import static chat.parley.node.history.Events.LOBBY;
import static chat.parley.node.history.OpenStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.person.Identity;
import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.SayKind;
import chat.parley.node.room.TextQuery;
import chat.parley.wire.Mask;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do with a store while it is in use. */
class UpkeepTest {
    private static final RoomKey OTHER = RoomKey.of(RoomName.of("#other"));

    @TempDir
    private Path folder;

    private OpenStore store;
    private long epoch;

    @BeforeEach
    void open() throws Exception {
        store = new OpenStore(database("history.db"));
        epoch = store.opens(LOBBY).epoch();
    }

    private Database database(String name) throws Exception {
        return new Sqlite(folder.resolve(name), Writer.here("test:1"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aBackupIsAStoreWithAllThatWasThere() throws Exception {
        everyEventHappens();
        var copy = folder.resolve("copy.db");

        assertThat(OpenStore.of(store.upkeep().backup(copy))).isEqualTo(Files.size(copy));

        try (var restored = new OpenStore(database("copy.db"))) {
            assertThat(restored.all(LOBBY)).isEqualTo(store.all(LOBBY));
            assertThat(restored.opens(LOBBY).lastSeq()).isEqualTo(Events.ALL.size());
        }
        assertThat(failureOf(store.upkeep().backup(copy))).hasMessageContaining("is there already");
    }

    @Test
    void whatIsExportedIsImportedWithItsPlacesAndTimes() throws Exception {
        everyEventHappens();
        var file = folder.resolve("room.jsonl");

        assertThat(OpenStore.of(store.upkeep().export(LOBBY, file))).isEqualTo(Events.ALL.size());
        assertThat(Files.readAllLines(file)).hasSize(Events.ALL.size()).allMatch(line -> line.startsWith("{\"seq\":"));
        assertThat(OpenStore.of(store.upkeep().importInto(OTHER, file))).isEqualTo(Events.ALL.size());

        assertThat(store.all(OTHER)).isEqualTo(store.all(LOBBY));
        var opened = store.opens(OTHER);
        assertThat(opened.lastSeq()).isEqualTo(Events.ALL.size());
        assertThat(opened.epoch()).isGreaterThan(epoch);
        assertThat(failureOf(store.upkeep().importInto(OTHER, file))).hasMessageContaining("is kept already");
        assertThat(failureOf(store.upkeep().export(OTHER, file))).hasMessageContaining("cannot write");
    }

    @Test
    void aFileWithAFaultIsNotImportedAtAll() throws Exception {
        everyEventHappens();
        var file = folder.resolve("room.jsonl");
        OpenStore.of(store.upkeep().export(LOBBY, file));
        for (var fault : List.of("nonsense", "{}", Files.readAllLines(file).get(0))) {
            var faulty = folder.resolve("faulty.jsonl");
            Files.writeString(faulty, Files.readString(file) + fault + "\n");

            assertThat(failureOf(store.upkeep().importInto(OTHER, faulty)))
                    .hasMessageContaining("is not one that export has written");
            assertThat(store.all(OTHER)).isEmpty();
        }
        assertThat(failureOf(store.upkeep().importInto(OTHER, folder.resolve("none"))))
                .hasMessageContaining("cannot read");
    }

    @Test
    void whatOnePersonHasSaidIsErasedInAllRooms() {
        var otherEpoch = store.opens(OTHER).epoch();
        store.appends(
                LOBBY, List.of(Events.entry(epoch, 1, said(ANN, "tea")), Events.entry(epoch, 2, said(BOB, "tea"))));
        store.appends(OTHER, List.of(Events.entry(otherEpoch, 1, said(BOB, "milk"))));

        assertThat(OpenStore.of(store.upkeep().erase(Mask.of("BOB!*@10.0.0.7"))))
                .isEqualTo(2);

        assertThat(store.latest(LOBBY, 9)).extracting(Entry::seq).containsExactly(1L);
        assertThat(store.latest(OTHER, 9)).isEmpty();
        assertThat(store.all(LOBBY)).extracting(Entry::seq).containsExactly(1L, 2L);
        var tea = new TextQuery("tea", null, HistoryQuery.latest(HistoryKinds.MESSAGES, 9));
        assertThat(OpenStore.of(store.log.search(LOBBY, tea)).entries()).allMatch(entry -> entry.seq() == 1);
    }

    @Test
    void whatIsErasedIsInNoFileAnyMore() throws Exception {
        store.appends(
                LOBBY,
                IntStream.rangeClosed(1, 400)
                        .mapToObj(seq -> Events.entry(
                                epoch,
                                seq,
                                seq % 50 == 0 ? said(BOB, "rhubarb number " + seq) : said(ANN, "tea for " + seq)))
                        .toList());
        isSearchable();
        assertThat(filesHold("rhubarb")).isTrue();

        OpenStore.of(store.upkeep().erase(Mask.of("bob!*@*")));

        assertThat(filesHold("rhubarb")).isFalse();
        assertThat(filesHold("tea for")).isTrue();
    }

    private void isSearchable() {
        var tea = new TextQuery("tea", null, HistoryQuery.latest(HistoryKinds.MESSAGES, 1));
        await().until(() -> OpenStore.of(store.log.search(LOBBY, tea)).behind() == 0);
    }

    /** The copies are read, and not the files: closing one of these would free SQLite's locks. */
    private boolean filesHold(String text) throws Exception {
        for (var name : List.of("history.db", "history.db-wal")) {
            var copy = folder.resolve("copy of " + name);
            assertThat(new ProcessBuilder("cp", folder.resolve(name).toString(), copy.toString())
                            .start()
                            .waitFor())
                    .isZero();
            if (Files.readString(copy, StandardCharsets.ISO_8859_1).contains(text)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void noMoreThanSoManyEventsAreKept() throws Exception {
        store.appends(LOBBY, Events.messages(epoch, 1, 50));

        trims(Duration.ZERO, 20);

        assertThat(store.all(LOBBY)).extracting(Entry::seq).first().isEqualTo(31L);
        assertThat(store.opens(LOBBY).lastSeq()).isEqualTo(50);
    }

    @Test
    void nothingIsKeptForLongerThanItMay() throws Exception {
        store.appends(LOBBY, Events.messages(epoch, 1, 50));

        trims(Duration.ofMillis(10), 0);

        assertThat(store.all(LOBBY)).extracting(Entry::seq).first().isEqualTo(40L);
    }

    @Test
    void forOneRoomItCanBeAnother() throws Exception {
        var otherEpoch = store.opens(OTHER).epoch();
        store.appends(LOBBY, Events.messages(epoch, 1, 50));
        store.appends(OTHER, Events.messages(otherEpoch, 1, 50));
        OpenStore.of(store.upkeep().keep(OTHER, Duration.ofHours(1), 7));

        trims(Duration.ZERO, 20);

        assertThat(store.all(LOBBY)).hasSize(20);
        assertThat(store.all(OTHER)).hasSize(7);
        assertThat(OpenStore.of(store.upkeep().kept())).containsExactly("#other age PT1H lines 7");
    }

    /** As it goes on by itself; the clock stands at the last message's time. */
    private void trims(Duration age, long lines) throws Exception {
        var clock = Clock.fixed(Instant.ofEpochMilli(Events.NOW + 50), ZoneOffset.UTC);
        var database = database("history.db");
        var retention = new Retention(
                database.textSearch(),
                new LogWriter(database, 10, 10, new StoreWatch("", there -> {})),
                clock,
                new NodeConfig.Retention(age, lines, Duration.ofMinutes(1)));
        try (var connection = database.openForWriting()) {
            while (retention.trimSome(connection)) {
                assertThat(connection.isClosed()).isFalse();
            }
        } finally {
            database.close();
        }
    }

    private void everyEventHappens() {
        store.appends(
                LOBBY,
                IntStream.rangeClosed(1, Events.ALL.size())
                        .mapToObj(seq -> Events.entry(epoch, seq, Events.ALL.get(seq - 1)))
                        .toList());
    }

    private static RoomEvent said(Identity who, String text) {
        return new RoomEvent.Said(who, SayKind.MESSAGE, text, null, Tags.NONE);
    }
}
