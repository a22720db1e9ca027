package chat.parley.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.wire.LineParser;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Parsed;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** One line of IRC, read and written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineBenchmark {
    private static final String TAGS = "@time=2026-01-01T00:00:00.000Z;msgid=lobby-1a2b3c;+typing=active ";

    /** Bytes of text. */
    @Param({"20", "100", "400"})
    public int text;

    @Param({"false", "true"})
    public boolean tags;

    private byte[] line = new byte[0];
    private String said = "";
    private final LineWriter writer = new LineWriter();

    @Setup
    public void prepare() {
        said = "word ".repeat(text / 5);
        line = ((tags ? TAGS : "") + ":alice!alice@host.example PRIVMSG #lobby :" + said + "\r\n").getBytes(UTF_8);
    }

    @Benchmark
    public Parsed parse() {
        return LineParser.parse(line, 0, line.length - 2);
    }

    @Benchmark
    public byte[] print() {
        if (tags) {
            writer.tag("time", "2026-01-01T00:00:00.000Z").tag("msgid", "lobby-1a2b3c");
        }
        return writer.source("alice!alice@host.example")
                .command("PRIVMSG")
                .param("#lobby")
                .trailing(said)
                .end()
                .takeBytes();
    }
}
