package chat.parley.node;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.history.Store;
import chat.parley.node.history.Upkeep;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.Mask;
import chat.parley.wire.RoomName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What {@code parley admin} asks of a node: a JSON list of words, answered with one line. Runs on the control socket's thread, which may wait. */
final class AdminAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Store store;
    private final Nodes nodes;

    AdminAnswers(Store store, Nodes nodes) {
        this.store = store;
        this.nodes = nodes;
    }

    String answer(String request) throws ExecutionException, TimeoutException, InterruptedException {
        try {
            var words = Arrays.asList(JSON.readValue(request, String[].class));
            var upkeep = store.upkeep();
            return upkeep.isEmpty()
                    ? "error this node keeps nothing (parley.history.store = memory)"
                    : "ok " + done(upkeep.get(), words);
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            return "error " + oneLine(wrong);
        } catch (ExecutionException failed) {
            return "error " + oneLine(Objects.requireNonNullElse(failed.getCause(), failed));
        }
    }

    private String done(Upkeep upkeep, List<String> words)
            throws ExecutionException, TimeoutException, InterruptedException {
        var what = words.isEmpty() ? "" : words.get(0) + " " + (words.size() - 1);
        return switch (what) {
            case "backup 1" -> wait(upkeep.backup(Path.of(words.get(1)))) + " bytes written";
            case "export 2" -> wait(upkeep.export(room(words.get(1)), Path.of(words.get(2)))) + " events written";
            case "import 2" -> wait(upkeep.importInto(room(words.get(1)), Path.of(words.get(2)))) + " events read";
            case "erase 1" -> erase(upkeep, Mask.of(words.get(1))) + " messages erased";
            case "keep 0" -> String.join("; ", wait(upkeep.kept()));
            case "keep 3" -> {
                wait(upkeep.keep(room(words.get(1)), Duration.parse(words.get(2)), Long.parseLong(words.get(3))));
                yield "as told, within a minute";
            }
            default -> throw new IllegalArgumentException("not an admin request: " + words);
        };
    }

    /** Then the nodes forget it too. */
    private long erase(Upkeep upkeep, Mask who) throws ExecutionException, TimeoutException, InterruptedException {
        var count = wait(upkeep.erase(who));
        nodes.present().forEach(node -> node.replicas().tell(new Replicas.Forget(who)));
        return count;
    }

    private static <T> T wait(CompletionStage<T> stage)
            throws ExecutionException, TimeoutException, InterruptedException {
        return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static RoomKey room(String name) {
        return RoomKey.of(RoomName.of(name));
    }

    private static String oneLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
    }
}
