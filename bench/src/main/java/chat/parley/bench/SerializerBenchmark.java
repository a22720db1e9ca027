package chat.parley.bench;

import static java.util.Objects.requireNonNull;

import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomReplica;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Tags;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What crosses between nodes, as bytes and back; {@code parley-rooms} beside CBOR, which all other messages travel as. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
public class SerializerBenchmark {
    /** Lines in one message. */
    @Param({"1", "16", "64"})
    public int lines;

    @Param({"parley-rooms", "jackson-cbor"})
    public String format = "";

    private RoomReplica.Publish publish = new RoomReplica.Publish(0, List.of());
    private byte[] published = new byte[0];
    private byte[] asked = new byte[0];

    // Set by prepare, which JMH calls first.
    private @Nullable ActorSystem<RoomAnswer> system;
    private @Nullable Serialization serialization;
    private @Nullable SerializerWithStringManifest serializer;
    private ChatRoom.@Nullable Ask ask;

    @Setup
    public void prepare() {
        var bound = ConfigFactory.parseString("""
                pekko.loglevel = OFF
                pekko.actor.serialization-bindings {
                  "chat.parley.node.room.ChatRoom$Ask" = %1$s
                  "chat.parley.node.room.RoomReplica$Publish" = %1$s
                }""".formatted(format));
        var started =
                ActorSystem.create(Behaviors.<RoomAnswer>ignore(), "bench", bound.withFallback(ConfigFactory.load()));
        system = started;
        publish = new RoomReplica.Publish(Sayings.EPOCH, Sayings.from(1, lines));
        ask = new ChatRoom.Ask(Sayings.AUTHOR.id(), 1, requests(), started);
        var found = SerializationExtension.get(Adapter.toClassic(started));
        serialization = found;
        serializer = (SerializerWithStringManifest) found.findSerializerFor(publish);
        published = writePublish();
        asked = writeAsk();
    }

    private List<ChatRoom.Request> requests() {
        return LongStream.rangeClosed(1, lines)
                .mapToObj(number -> new ChatRoom.Request(
                        number,
                        null,
                        new RoomCommand.Say(Sayings.AUTHOR, SayKind.MESSAGE, Sayings.TEXT, null, Tags.NONE)))
                .toList();
    }

    @TearDown
    public void end() {
        var started = requireNonNull(system);
        started.terminate();
        started.getWhenTerminated().toCompletableFuture().join();
    }

    @Benchmark
    public byte[] writePublish() {
        return write(publish);
    }

    @Benchmark
    public Object readPublish() {
        return read(published, publish);
    }

    @Benchmark
    public byte[] writeAsk() {
        return write(requireNonNull(ask));
    }

    @Benchmark
    public Object readAsk() {
        return read(asked, requireNonNull(ask));
    }

    private byte[] write(Object message) {
        return requireNonNull(serialization).serialize(message).get();
    }

    private Object read(byte[] bytes, Object like) {
        var reader = requireNonNull(serializer);
        return requireNonNull(serialization)
                .deserialize(bytes, reader.identifier(), reader.manifest(like))
                .get();
    }
}
