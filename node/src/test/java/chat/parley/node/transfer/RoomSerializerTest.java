package chat.parley.node.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.node.person.Identity;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Entry;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomReplica;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.Tags;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is said crosses between nodes in a format of its own. Generated tests name their seed; {@code -Dparley.seed=…} replays it. */
class RoomSerializerTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final ActorRef<RoomAnswer> USER =
            KIT.createTestProbe(RoomAnswer.class).ref();
    private static final int ROUNDS = 1000;
    private static final Identity ANN = new Identity(new PersonId(1, 2), Nick.of("Ann"), "ann", "host.example");

    private static final ChatRoom.Ack ACK = new ChatRoom.Ack(1, new ChatRoom.Progress(5, 7));

    private final RoomSerializer serializer = (RoomSerializer)
            SerializationExtension.get(Adapter.toClassic(KIT.system())).findSerializerFor(ACK);
    private final long seed = Long.getLong("parley.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomMessages messages = new RandomMessages(random, USER);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void anyMessageArrivesAsItWasSent() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var message = messages.next();

            var arrived = serializer.fromBinary(serializer.toBinary(message), serializer.manifest(message));

            // As text too: names that differ in case only are equal.
            assertThat(arrived).as(where(round)).isEqualTo(message).hasToString(message.toString());
        }
    }

    @Test
    void aBufferOfTheTransportKeepsItsByteOrderAndGetsTheSameBytes() throws Exception {
        for (var order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            var buffer = ByteBuffer.allocateDirect(64 * 1024).order(order);
            var message = messages.publish();
            buffer.put((byte) 1);

            serializer.toBinary(message, buffer);
            buffer.flip().get();

            var bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            assertThat(bytes).as(where(0)).isEqualTo(serializer.toBinary(message));
            assertThat(serializer.fromBinary(buffer, serializer.manifest(message)))
                    .as(where(0))
                    .isEqualTo(message);
            assertThat(buffer.order()).isEqualTo(order);
            assertThat(buffer.hasRemaining()).isFalse();
        }
    }

    @Test
    void damagedBytesAreAClearFaultOrAnotherMessage() {
        for (var round = 0; round < ROUNDS; round++) {
            var message = messages.next();
            readOrRefuse(damaged(serializer.toBinary(message)), serializer.manifest(message), round);
        }
    }

    @Test
    void anyBytesAreAClearFaultOrAMessage() {
        for (var round = 0; round < ROUNDS; round++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            for (var manifest : List.of("ask-1", "publish-1", "ack-1")) {
                readOrRefuse(bytes, manifest, round);
            }
        }
    }

    private void readOrRefuse(byte[] bytes, String manifest, int round) {
        try {
            assertThat(serializer.fromBinary(bytes, manifest)).isNotNull();
        } catch (NotSerializableException fault) {
            assertThat(fault).as(where(round)).hasMessageContaining(manifest);
        } catch (RuntimeException fault) {
            throw new AssertionError(
                    where(round) + ", " + manifest + " " + HexFormat.of().formatHex(bytes), fault);
        }
    }

    private byte[] damaged(byte[] bytes) {
        var changed = Arrays.copyOf(bytes, random.nextInt(3) > 0 ? bytes.length : random.nextInt(bytes.length + 8));
        for (var i = random.nextInt(4); i > 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }

    @Test
    void aNodeOfALaterReleaseIsToldApart() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "publish-2"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("publish-2")
                .hasMessageContaining("one release at a time");
    }

    /** Should this fail the format has changed: see {@link RoomSerializer} for what must go with it. */
    @Test
    void theFormatIsTheOneThatOtherReleasesRead() {
        var said = new RoomEvent.Said(ANN, SayKind.NOTICE, "Grüße", null, Tags.NONE);
        var entry = new Entry(5, 7, 1000, ANN.id(), 3, null, said);
        var say = new RoomCommand.Say(ANN, SayKind.MESSAGE, "Hi", null, Tags.NONE);
        var request = new ChatRoom.Request(3, null, say);

        assertThat(hex(new RoomReplica.Publish(5, List.of(entry))))
                .isEqualTo("0a01000ed00f0100000000000000000104060001000103416e6e03616e6e0c686f73742e6578616d706c65"
                        + "01074772c3bcc39f65000000");
        assertThat(hex(ACK)).isEqualTo("00000000000000010a0e");
        // With the reference of the one who asks, whose address is another one each time.
        assertThat(hex(new ChatRoom.Ask(ANN.id(), 3, List.of(request), USER)))
                .startsWith("0000000000000000010406")
                .endsWith("01000001000103416e6e03616e6e0c686f73742e6578616d706c6500024869000000");
    }

    private String hex(Object message) {
        return HexFormat.of().formatHex(serializer.toBinary(message));
    }

    @Test
    void aBatchOfOnePersonsLinesTakesLittleMoreThanTheirTexts() {
        var text = "x".repeat(100);
        var entries = LongStream.rangeClosed(1, 64)
                .mapToObj(n -> new Entry(
                        5,
                        n,
                        1000 + n,
                        ANN.id(),
                        n,
                        null,
                        new RoomEvent.Said(ANN, SayKind.MESSAGE, text, null, Tags.NONE)))
                .toList();
        var requests = LongStream.rangeClosed(1, 64)
                .mapToObj(n ->
                        new ChatRoom.Request(n, null, new RoomCommand.Say(ANN, SayKind.MESSAGE, text, null, Tags.NONE)))
                .toList();

        assertThat(serializer.toBinary(new RoomReplica.Publish(5, entries))).hasSizeLessThan(64 * 120);
        assertThat(serializer.toBinary(new ChatRoom.Ask(ANN.id(), 1, requests, USER)))
                .hasSizeLessThan(64 * 120);
    }

    private String where(int round) {
        return "-Dparley.seed=" + seed + ", round " + round;
    }
}
