package chat.parley.client;

import chat.parley.client.command.Typing;
import chat.parley.client.connection.Connection;
import chat.parley.client.connection.ConnectionEvent;
import chat.parley.client.connection.Dialer;
import chat.parley.client.connection.Plan;
import chat.parley.client.model.ChatModel;
import chat.parley.client.model.Effect;
import chat.parley.client.model.ExitCode;
import chat.parley.client.model.Prompt;
import chat.parley.client.view.Input;
import chat.parley.client.view.View;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns the model and the screen. The connection's thread and the keyboard's thread put into its queue
 * and share nothing else with it.
 */
final class Loop {
    /** Events that may wait; a server that is faster than the screen is read from more slowly. */
    private static final int QUEUE_EVENTS = 1024;

    private static final int TICK_MILLIS = 1_000;

    /** Keys and lines of a pipe that may wait; whoever types more waits too. */
    private static final int QUEUE_INPUTS = 64;

    /** Between two pictures of what others do; what one does oneself is drawn at once. */
    private static final int FRAME_MILLIS = 20;

    private final BlockingQueue<Input> inputs = new ArrayBlockingQueue<>(QUEUE_INPUTS);
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE_EVENTS);
    private final ChatModel model;
    private final Typing typing;
    private final View view;
    private final Dialer dialer;

    // Mutable state
    private long tickedAtMillis = nowMillis();
    private long drawnAtMillis;
    private boolean isDrawn;
    private @Nullable Connection connection;
    private @Nullable Prompt shownPrompt;
    private @Nullable Integer exitCode;

    /** What the program is to end with because it was told to from outside. */
    private volatile @Nullable Integer orderedExitCode;

    private boolean isLeavingAsOrdered;

    /** A terminal that is closed tells the keys' thread and sends a signal: the second of them must not cut off the goodbye of the first. */
    private boolean isInterrupted;

    Loop(ChatModel model, View view, Dialer dialer) {
        this.model = model;
        this.view = view;
        this.dialer = dialer;
        this.typing = new Typing(model, view.isAttended());
    }

    /** Runs until the program is to end, and tells its {@link ExitCode}. */
    int run() {
        model.start();
        carryOut();
        view.listen(this::typed);
        try {
            while (exitCode == null) {
                step();
            }
            return exitCode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        } finally {
            close();
        }
    }

    /** Ends it in order and soon, with this exit code. Any thread may call it. */
    void end(int code) {
        orderedExitCode = code;
        // Wakes the loop; where the queue is full it is awake.
        var unused = queue.offer(() -> {});
    }

    private void step() throws InterruptedException {
        long untilFrameMillis = Math.max(0, drawnAtMillis + FRAME_MILLIS - nowMillis());
        Runnable event = queue.poll(isDrawn ? TICK_MILLIS : untilFrameMillis, TimeUnit.MILLISECONDS);
        boolean isTyped = takeInputs();
        if (event != null) {
            event.run();
            isDrawn = false;
        }
        if (event != null || isTyped) {
            typing.settle();
        }
        if (orderedExitCode != null && !isLeavingAsOrdered) {
            isLeavingAsOrdered = true;
            if (!isInterrupted) {
                model.leave(null);
            }
        }
        onTime(isTyped);
        carryOut();
    }

    /** However much comes from the server, what is typed is taken first. */
    private boolean takeInputs() {
        boolean isTyped = false;
        for (Input input = inputs.poll(); input != null; input = inputs.poll()) {
            on(input);
            isTyped = true;
        }
        return isTyped;
    }

    private void onTime(boolean isTyped) {
        long now = nowMillis();
        if (now - tickedAtMillis >= TICK_MILLIS) {
            tickedAtMillis = now;
            model.tick();
            isDrawn = false;
        }
        if (isTyped || (!isDrawn && now - drawnAtMillis >= FRAME_MILLIS)) {
            view.update(model);
            drawnAtMillis = nowMillis();
            isDrawn = true;
        }
    }

    private static long nowMillis() {
        return System.nanoTime() / 1_000_000;
    }

    /** Waits while too much of it waits already. */
    private void typed(Input input) {
        try {
            inputs.put(input);
            // Wakes the loop; where the queue is full it is awake.
            var unused = queue.offer(() -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void on(Input input) {
        if (input instanceof Input.Typed typed) {
            typing.typed(typed.text());
        } else if (input instanceof Input.Act act) {
            act.action().accept(model);
        } else if (input instanceof Input.Ended) {
            typing.end();
        } else if (!isLeavingAsOrdered) {
            isInterrupted = true;
            model.leave(null);
        }
    }

    private void onEvent(ConnectionEvent event) {
        model.on(event);
    }

    private void put(Runnable event) {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOut() {
        for (Effect effect : model.takeEffects()) {
            carryOut(effect);
        }
        Prompt prompt = model.prompt();
        if (!prompt.equals(shownPrompt)) {
            shownPrompt = prompt;
            view.prompt(prompt);
        }
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Show show) {
            view.show(show.happening());
        } else if (effect instanceof Effect.Send send && connection != null) {
            connection.send(send.line());
        } else if (effect instanceof Effect.LineDone) {
            view.lineDone();
        } else if (effect instanceof Effect.Notify notify) {
            view.alert(notify.said());
        } else if (effect instanceof Effect.Connect connect) {
            connect(connect.plan());
        } else if (effect instanceof Effect.Leave leave) {
            over(leave.exitCode());
        } else if (effect instanceof Effect.Finish finish) {
            over(view.isAttended() ? ExitCode.DONE : finish.worst());
        }
    }

    /** The first to end it says how, unless it was told from outside what to end with. */
    private void over(int code) {
        Integer ordered = orderedExitCode;
        if (exitCode == null) {
            exitCode = ordered == null ? code : ordered;
        }
    }

    private void connect(Plan plan) {
        connection = dialer.open(plan, event -> put(() -> onEvent(event)));
    }

    private void close() {
        if (connection != null) {
            connection.close();
        }
        view.close();
    }
}
