package chat.parley.bench;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.history.Stores;
import chat.parley.node.person.Identity;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryBound;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.SayKind;
import chat.parley.node.room.TextQuery;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Pages and searches in a large default store, and what searches cost those who talk meanwhile. A program of its own, because the store has to be
 * filled first: {@code java -cp 'bench/target/lib/*' chat.parley.bench.HistoryBenchmark [MESSAGES [FOLDER]]}.
 *
 * <p>A store that is in the folder already is used as it is. A fifth of the messages is in one room, the others in forty. Each
 * has eight words, of which few are frequent and most are rare.
 */
public final class HistoryBenchmark {
    private static final int BATCH = 1000;
    private static final int ROOMS = 40;
    private static final int QUESTIONS = 1000;

    /** While somebody talks, so that rare pauses of the disk count as often as they are. */
    private static final int LONG = 6000;

    private static final int WORDS = 20_000;
    private static final Identity ANN = new Identity(new PersonId(1, 1), Nick.of("ann"), "ann", "host.example");

    private final Random random = new Random(1);
    private final MessageLog log;
    private final int messages;
    private long millis = 1_600_000_000_000L;

    private HistoryBenchmark(MessageLog log, int messages) {
        this.log = log;
        this.messages = messages;
    }

    /** Fills a store in the folder (a temporary one), measures, and prints milliseconds. */
    public static void main(String[] arguments) throws Exception {
        var messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
        var folder = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("parley-history");
        Files.createDirectories(folder);
        var config = NodeConfig.ofText("parley { data = \"" + folder + "\", history.store = sqlite }");
        var readers = Executors.newFixedThreadPool(config.history().readers());
        try (var store = Stores.open(config)) {
            new HistoryBenchmark(store.log(1, readers, Clock.systemUTC(), there -> {}), messages).run();
        } finally {
            readers.shutdown();
        }
    }

    private void run() throws InterruptedException {
        var large = room(0);
        var start = System.nanoTime();
        fill(large, messages / 5);
        for (var number = 1; number <= ROOMS; number++) {
            fill(room(number), messages / 5 * 4 / ROOMS);
        }
        say("%d messages in %.1f s", messages, (System.nanoTime() - start) / 1e9);
        waitForIndex();
        say("searchable after %.1f s", (System.nanoTime() - start) / 1e9);
        report("page of 100", measure(() -> log.page(large, page()), QUESTIONS));
        report("search, nobody talks", measure(() -> log.search(large, question()), QUESTIONS));
        var stop = new AtomicBoolean();
        var acknowledged = new ArrayList<Double>();
        var talk = new Thread(() -> talk(stop, acknowledged), "talk");
        talk.start();
        measure(() -> log.page(large, page()), LONG);
        synchronized (acknowledged) {
            acknowledged.clear();
        }
        report("page of 100, 1000 messages/s", measure(() -> log.page(large, page()), LONG));
        report("search, 1000 messages/s", measure(() -> log.search(large, question()), LONG));
        stop.set(true);
        talk.join();
        synchronized (acknowledged) {
            report(
                    "acknowledgement meanwhile",
                    acknowledged.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private static RoomKey room(int number) {
        return RoomKey.of(RoomName.of("#room" + number));
    }

    private void fill(RoomKey room, int count) {
        var opened = done(log.open(room, 0));
        var epoch = opened.epoch();
        CompletionStage<Void> last = null;
        for (var seq = (int) opened.lastSeq() + 1; seq <= count; seq += BATCH) {
            var batch = new ArrayList<Entry>();
            for (var i = seq; i < Math.min(seq + BATCH, count + 1); i++) {
                batch.add(entry(epoch, i));
            }
            if (last != null) {
                done(last);
            }
            last = log.append(room, batch, null);
        }
        if (last != null) {
            done(last);
        }
    }

    private Entry entry(long epoch, long seq) {
        var text = new StringBuilder();
        for (var i = 0; i < 8; i++) {
            text.append(word()).append(' ');
        }
        var said = new RoomEvent.Said(ANN, SayKind.MESSAGE, text.toString(), null, Tags.NONE);
        return new Entry(epoch, seq, ++millis, ANN.id(), seq, null, said);
    }

    /** The n-th is as frequent as 1/n. */
    private String word() {
        return "word" + (int) Math.pow(WORDS, random.nextDouble());
    }

    private void waitForIndex() {
        for (var number = 0; number <= ROOMS; number++) {
            while (done(log.search(room(number), question())).behind() > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    private HistoryQuery page() {
        return HistoryQuery.latest(HistoryKinds.MESSAGES, 100)
                .withBefore(new HistoryBound.At(100 + random.nextInt(messages / 5)));
    }

    private TextQuery question() {
        return new TextQuery(word() + " " + word(), null, HistoryQuery.latest(HistoryKinds.MESSAGES, 50));
    }

    /** One room, a message each millisecond. */
    private void talk(AtomicBoolean stop, List<Double> acknowledged) {
        var room = RoomKey.of(RoomName.of("#talk"));
        var opened = done(log.open(room, 0));
        var epoch = opened.epoch();
        var start = System.nanoTime();
        for (var said = 1; !stop.get(); said++) {
            var seq = opened.lastSeq() + said;
            var due = start + said * 1_000_000L;
            LockSupport.parkNanos(due - System.nanoTime());
            var asked = Math.max(due, System.nanoTime());
            var unused = log.append(room, List.of(entry(epoch, seq)), null).thenAccept(kept -> {
                synchronized (acknowledged) {
                    acknowledged.add((System.nanoTime() - asked) / 1e6);
                }
            });
        }
    }

    private static double[] measure(Supplier<CompletionStage<?>> question, int count) {
        for (var i = 0; i < count / 5; i++) {
            done(question.get());
        }
        var times = new double[count];
        for (var i = 0; i < count; i++) {
            var start = System.nanoTime();
            done(question.get());
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        return times;
    }

    private static void report(String what, double[] times) {
        Arrays.sort(times);
        say(
                "%-32s p50 %7.2f ms  p99 %7.2f ms  max %7.2f ms  of %d",
                what, times[times.length / 2], times[times.length * 99 / 100], times[times.length - 1], times.length);
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
