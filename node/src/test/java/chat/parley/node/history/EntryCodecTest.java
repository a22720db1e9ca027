package chat.parley.node.history;

import static chat.parley.node.history.Events.ANN_ID;
import static chat.parley.node.history.Events.BOB;
import static chat.parley.node.history.Events.LOBBY;
import static chat.parley.node.history.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.KeptRoom;
import chat.parley.node.room.MessageId;
import chat.parley.node.room.RoleClaim;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomModes;
import chat.parley.node.room.RoomSettings;
import chat.parley.node.room.RoomView.ListEntry;
import chat.parley.node.room.RoomView.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the store, and that it stays readable: the texts here are what earlier releases wrote. */
class EntryCodecTest {
    static Stream<RoomEvent> events() {
        return Events.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsWrittenIsReadAsItWas(RoomEvent event) {
        var asked = new Entry(Long.MAX_VALUE, 9, NOW, ANN_ID, 12, "label \u0001", event);
        var byItself = new Entry(1, 9, NOW, null, 0, null, event);

        assertThat(EntryCodec.decode(EntryCodec.encode(asked))).isEqualTo(asked);
        assertThat(EntryCodec.decode(EntryCodec.encode(byItself))).isEqualTo(byItself);
    }

    @Test
    void everyKindOfEventIsTried() {
        assertThat(events().map(Object::getClass)).contains(RoomEvent.class.getPermittedSubclasses());
    }

    @Test
    void aMessageIsItsColumnsAlone() {
        var row = EntryCodec.encode(Events.entry(5, 3, Events.said("hello")));

        assertThat(row).isEqualTo(new EntryRow(3, 5, NOW + 3, 1, ANN_ID, 3, "Ann!ann@host.example", "hello", null));
    }

    @Test
    void noTextColumnHasWhatPostgresqlRefuses() {
        assertThat(events().map(event -> EntryCodec.encode(Events.entry(1, 1, event))))
                .allSatisfy(row ->
                        assertThat(row.sender() + row.text() + row.detail()).doesNotContain("\0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
         1 | {"label":"L","atLeast":"VOICE","tags":"+a=b","to":"bob"}
        10 | {"label":"L","event":{"person":{"identity":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"},"version":2,"realName":"Bob","server":"s","via":"irc","operator":true,"invisible":false,"signonMillis":7},"roles":{"bits":1},"created":"#Lobby"}}
        11 | {"event":{"who":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"},"reason":"bye"}}
        12 | {"event":{"by":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"},"who":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"},"reason":"bye"}}
        13 | {"event":{"by":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"},"topic":"News"}}
        14 | {"event":{"by":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"},"changes":[{"add":true,"mode":"o","argument":"bob","member":{"node":2,"number":4}},{"add":false,"mode":"b","argument":"*!*@h"}]}}
        15 | {"event":{"by":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"},"who":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"}}}
        16 | {"event":{"who":{"node":2,"number":4}}}
        17 | {"event":{"person":{"identity":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"},"version":2,"realName":"Bob","server":"s","via":"irc","away":"lunch","operator":true,"invisible":false,"signonMillis":7},"roles":{"bits":0}}}
        18 | {"event":{"person":{"identity":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"},"version":2,"realName":"Bob","server":"s","via":"irc","operator":true,"invisible":false,"signonMillis":7}}}
        19 | {"event":{"by":{"id":{"node":2,"number":4},"nick":"bob","username":"~b","host":"h"},"epoch":7,"seq":3,"reason":"a slip"}}
        20 | {"event":{}}
        """)
    void whatTheFirstReleaseWroteIsWrittenAndReadTheSameWay(int kind, String detail) {
        var row = new EntryRow(1, 1, NOW, kind, ANN_ID, 1, "Ann!ann@host.example", "text", detail);

        var read = EntryCodec.decode(row);

        assertThat(EntryCodec.encode(read).detail()).isEqualTo(detail);
        assertThat(EntryCodec.encode(read).kind()).isEqualTo(kind);
    }

    @Test
    void partsThatAreNotKnownArePassedOver() {
        var row = new EntryRow(1, 1, NOW, 16, null, 0, null, null, """
            {"colour":"red","event":{"who":{"node":2,"number":4,"born":1},"why":"x"}}""");

        assertThat(EntryCodec.decode(row).event()).isEqualTo(new RoomEvent.Left(BOB.id()));
    }

    @Test
    void aKindThatIsNotKnownIsAFaultThatSaysWhatToDo() {
        var row = new EntryRow(1, 1, NOW, 99, null, 0, null, null, "{}");

        assertThatThrownBy(() -> EntryCodec.decode(row)).hasMessageContaining("run the newest one on all nodes");
    }

    @Test
    void aRoomIsWrittenAsItIs() {
        var settings = new RoomSettings(
                "#Lobby",
                NOW,
                new Topic("News", "Ann!ann@host.example", NOW),
                RoomModes.DEFAULT.withKey("k").withLimit(7),
                List.of(new ListEntry("*!*@bad.example", "Ann!ann@host.example", NOW)),
                List.of(),
                List.of(),
                List.of(BOB.id()));

        var room = new KeptRoom(settings, List.of(new RoleClaim("ann!ann@host.example", Roles.OPERATOR, 7)), NOW);

        assertThat(EntryCodec.decode(EntryCodec.encode(room))).isEqualTo(room);
    }

    @ParameterizedTest
    @EnumSource
    void readersOfHistoryAreShownTheSameKindsByTheirNumbers(HistoryKinds kinds) {
        var numbers = Arrays.asList(EntryCodec.numbersOf(kinds).split(", "));

        assertThat(events()).allSatisfy(event -> {
            var number =
                    String.valueOf(EntryCodec.encode(Events.entry(1, 1, event)).kind());
            assertThat(numbers.contains(number)).isEqualTo(kinds.includes(event));
        });
    }

    @Test
    void aMessageIdIsTheSameInEveryRelease() {
        assertThat(MessageId.of(LOBBY, 1_700_000_000_000L, 42)).isEqualTo("3gdjemlfpf5v7-loyw3v28-16");
    }
}
