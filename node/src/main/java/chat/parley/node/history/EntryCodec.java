package chat.parley.node.history;

import chat.parley.node.cluster.WireModule;
import chat.parley.node.person.Identity;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.KeptRoom;
import chat.parley.node.room.Role;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.Tags;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How events and rooms are written into the store, for good: what one release has written all later ones read. A message is its columns alone;
 * everything else is JSON by the names of the records' parts, where what is unknown is passed over and what is missing is empty. A form that
 * changes otherwise gets a kind of its own, and the old one is still read.
 *
 * <p>Any thread may call.
 */
final class EntryCodec {
    /** The numbers are never changed and never given twice. */
    private enum Kind {
        MESSAGE(1, RoomEvent.Said.class),
        NOTICE(2, RoomEvent.Said.class),
        TAGS_ONLY(3, RoomEvent.Said.class),
        JOINED(10, RoomEvent.Joined.class),
        PARTED(11, RoomEvent.Parted.class),
        KICKED(12, RoomEvent.Kicked.class),
        TOPIC_CHANGED(13, RoomEvent.TopicChanged.class),
        MODES_CHANGED(14, RoomEvent.ModesChanged.class),
        INVITED(15, RoomEvent.Invited.class),
        LEFT(16, RoomEvent.Left.class),
        RESTORED(17, RoomEvent.Restored.class),
        DESCRIBED(18, RoomEvent.Described.class),
        REDACTED(19, RoomEvent.Redacted.class),
        ERASED(20, RoomEvent.Erased.class);

        private final int number;
        private final Class<? extends RoomEvent> type;

        Kind(int number, Class<? extends RoomEvent> type) {
            this.number = number;
            this.type = type;
        }

        static Kind of(RoomEvent event) {
            if (event instanceof RoomEvent.Said said) {
                return switch (said.kind()) {
                    case MESSAGE -> MESSAGE;
                    case NOTICE -> NOTICE;
                    case TAGS_ONLY -> TAGS_ONLY;
                };
            }
            for (var kind : values()) {
                if (kind.type.isInstance(event)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind for " + event.getClass().getName() + ": add one");
        }

        static Kind of(int number) {
            for (var kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("the store has events of kind " + number
                    + ", which this release does not know: run the newest one on all nodes");
        }

        SayKind said() {
            return switch (this) {
                case NOTICE -> SayKind.NOTICE;
                case TAGS_ONLY -> SayKind.TAGS_ONLY;
                default -> SayKind.MESSAGE;
            };
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new WireModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addMixIn(RoomEvent.class, Untyped.class)
            .build();

    private EntryCodec() {}

    /** The kinds that a reader of history is shown, with commas between. */
    static String numbersOf(HistoryKinds kinds) {
        return switch (kinds) {
            case MESSAGES -> numbers(Kind.MESSAGE, Kind.NOTICE);
            case SEEN ->
                numbers(
                        Kind.MESSAGE,
                        Kind.NOTICE,
                        Kind.TAGS_ONLY,
                        Kind.JOINED,
                        Kind.PARTED,
                        Kind.KICKED,
                        Kind.TOPIC_CHANGED,
                        Kind.MODES_CHANGED,
                        Kind.REDACTED);
        };
    }

    private static String numbers(Kind... kinds) {
        return Arrays.stream(kinds).map(kind -> String.valueOf(kind.number)).collect(Collectors.joining(", "));
    }

    /** Whether a row of this kind has words that somebody may search for. */
    static boolean isText(int number) {
        return number == Kind.MESSAGE.number || number == Kind.NOTICE.number;
    }

    static String numbersOfSaid() {
        return numbers(Kind.MESSAGE, Kind.NOTICE, Kind.TAGS_ONLY);
    }

    static String numbersOfTexts() {
        return numbersOf(HistoryKinds.MESSAGES);
    }

    /** A row as a line of JSON, for other programs and for {@link #row}. */
    static String line(EntryRow row) {
        try {
            var detail = row.detail() == null ? null : JSON.readTree(row.detail());
            return write(new Line(
                    row.seq(),
                    row.epoch(),
                    Instant.ofEpochMilli(row.timeMillis()).toString(),
                    Kind.of(row.kind()).name(),
                    row.author() == null ? null : row.author().toString(),
                    row.request(),
                    row.sender(),
                    row.text(),
                    detail));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("place " + row.seq() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException for what {@link #line} has not written */
    static EntryRow row(String line) {
        try {
            var read = JSON.readValue(line, Line.class);
            var author = read.author() == null ? null : PersonId.parse(read.author());
            var row = new EntryRow(
                    read.seq(),
                    read.epoch(),
                    Instant.parse(read.time()).toEpochMilli(),
                    Kind.valueOf(read.event()).number,
                    author,
                    read.request(),
                    read.sender(),
                    read.text(),
                    read.detail() == null || read.detail().isNull() ? null : write(read.detail()));
            decode(row);
            return row;
        } catch (JsonProcessingException | DateTimeException | NullPointerException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private record Line(
            long seq,
            long epoch,
            String time,
            String event,
            @Nullable String author,
            long request,
            @Nullable String sender,
            @Nullable String text,
            @Nullable JsonNode detail) {}

    static EntryRow encode(Entry entry) {
        var event = entry.event();
        var kind = Kind.of(event);
        if (event instanceof RoomEvent.Said said) {
            return row(entry, kind, said.author().hostmask(), column(said.text()), detail(entry, said));
        }
        return row(entry, kind, senderOf(event), textOf(event), write(new OtherDetail(entry.label(), tree(event))));
    }

    private static EntryRow row(
            Entry entry, Kind kind, @Nullable String sender, @Nullable String text, @Nullable String detail) {
        return new EntryRow(
                entry.seq(),
                entry.epoch(),
                entry.timeMillis(),
                kind.number,
                entry.author(),
                entry.request(),
                sender,
                text,
                detail);
    }

    /** What most messages have nothing of. */
    private static @Nullable String detail(Entry entry, RoomEvent.Said said) {
        var speaker = said.author().id();
        var detail = new SaidDetail(
                entry.label(),
                said.atLeast(),
                said.tags().isEmpty() ? null : said.tags(),
                said.to(),
                speaker.equals(entry.author()) ? null : speaker,
                said.text().equals(column(said.text())) ? null : said.text());
        return detail.equals(SaidDetail.NONE) ? null : write(detail);
    }

    /** PostgreSQL has no NUL in texts. */
    private static String column(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    private static @Nullable String senderOf(RoomEvent event) {
        var who = doer(event);
        return who == null ? null : who.hostmask();
    }

    private static @Nullable Identity doer(RoomEvent event) {
        if (event instanceof RoomEvent.Joined joined) {
            return joined.person().identity();
        }
        if (event instanceof RoomEvent.Parted parted) {
            return parted.who();
        }
        if (event instanceof RoomEvent.Kicked kicked) {
            return kicked.by();
        }
        if (event instanceof RoomEvent.TopicChanged changed) {
            return changed.by();
        }
        if (event instanceof RoomEvent.ModesChanged changed) {
            return changed.by();
        }
        if (event instanceof RoomEvent.Redacted redacted) {
            return redacted.by();
        }
        return event instanceof RoomEvent.Invited invited ? invited.by() : null;
    }

    /** For those who search; the event itself has it too. */
    private static @Nullable String textOf(RoomEvent event) {
        if (event instanceof RoomEvent.TopicChanged changed) {
            return column(changed.topic());
        }
        if (event instanceof RoomEvent.Parted parted) {
            return column(parted.reason());
        }
        return event instanceof RoomEvent.Kicked kicked ? column(kicked.reason()) : null;
    }

    /** @throws IllegalArgumentException for what no release has written that this one knows of */
    static Entry decode(EntryRow row) {
        var kind = Kind.of(row.kind());
        try {
            return kind.type == RoomEvent.Said.class ? said(row, kind) : other(row, kind);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the store has an event at place " + row.seq() + " that cannot be read: " + e.getMessage(), e);
        }
    }

    private static Entry said(EntryRow row, Kind kind) throws JsonProcessingException {
        var detail = row.detail() == null ? SaidDetail.NONE : JSON.readValue(row.detail(), SaidDetail.class);
        var speaker = detail.speaker() == null ? row.author() : detail.speaker();
        var text = detail.text() == null ? row.text() : detail.text();
        var tags = detail.tags() == null ? Tags.NONE : detail.tags();
        var said = new RoomEvent.Said(
                identity(Objects.requireNonNull(speaker), Objects.requireNonNull(row.sender())),
                kind.said(),
                Objects.requireNonNull(text),
                detail.atLeast(),
                tags,
                detail.to());
        return entry(row, detail.label(), said);
    }

    /** A nick has no {@code !}, and a host no {@code @}. */
    private static Identity identity(PersonId id, String hostmask) {
        var user = hostmask.indexOf('!');
        var host = hostmask.lastIndexOf('@');
        return new Identity(
                id,
                Nick.of(hostmask.substring(0, user)),
                hostmask.substring(user + 1, host),
                hostmask.substring(host + 1));
    }

    private static Entry other(EntryRow row, Kind kind) throws JsonProcessingException {
        var detail = JSON.readValue(Objects.requireNonNull(row.detail()), OtherDetail.class);
        return entry(row, detail.label(), JSON.treeToValue(detail.event(), kind.type));
    }

    private static Entry entry(EntryRow row, @Nullable String label, RoomEvent event) {
        return new Entry(row.epoch(), row.seq(), row.timeMillis(), row.author(), row.request(), label, event);
    }

    static String encode(KeptRoom room) {
        return write(room);
    }

    /** @throws IllegalArgumentException for what no release has written that this one knows of */
    static KeptRoom decode(String state) {
        try {
            return JSON.readValue(state, KeptRoom.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the store has a room that cannot be read: " + e.getMessage(), e);
        }
    }

    /** The kind and the detail of what was taken back; nothing else of it stays but its place and who had asked. */
    static EntryRow erased() {
        return encode(new Entry(0, 0, 0, null, 0, null, new RoomEvent.Erased()));
    }

    private static ObjectNode tree(RoomEvent event) {
        return JSON.valueToTree(event);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written into the store: " + value, e);
        }
    }

    /** The kind's number tells the type. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    private interface Untyped {}

    /**
     * What a message has besides its columns.
     *
     * @param speaker where the author's own id is another one
     * @param text where the column cannot have it as it is
     */
    private record SaidDetail(
            @Nullable String label,
            @Nullable Role atLeast,
            @Nullable Tags tags,
            @Nullable Nick to,
            @Nullable PersonId speaker,
            @Nullable String text) {
        static final SaidDetail NONE = new SaidDetail(null, null, null, null, null, null);
    }

    private record OtherDetail(@Nullable String label, JsonNode event) {}
}
