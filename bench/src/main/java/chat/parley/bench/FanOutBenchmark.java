package chat.parley.bench;

import static java.util.Objects.requireNonNull;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.room.RoomReplica;
import java.util.concurrent.TimeUnit;
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

/**
 * A replica takes a batch of messages and hands them to all members of its node: from the message of the room until the last connection has its
 * bytes, two turns of actors among it. Nothing is written to sockets.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {
    @Param({"10", "100", "1000"})
    public int members;

    /** Messages in one batch. */
    @Param({"1", "16", "64"})
    public int lines;

    /** How many kinds of receivers there are; each has an encoding of its own. */
    @Param({"1", "4"})
    public int kinds;

    // Set by prepare, which JMH calls first.
    private @Nullable BusyRoom room;

    @Setup
    public void prepare() throws ConfigFaults, InterruptedException {
        room = BusyRoom.of(members, kinds);
    }

    @TearDown
    public void end() {
        requireNonNull(room).end();
    }

    @Benchmark
    public RoomReplica.Publish publish() throws InterruptedException {
        return requireNonNull(room).publish(lines);
    }
}
