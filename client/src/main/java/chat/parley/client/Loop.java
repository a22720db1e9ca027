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

    /** Between two pictures while the queue does not become empty. */
    private static final int FRAME_MILLIS = 20;

    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE_EVENTS);
    private final ChatModel model;
    private final Typing typing;
    private final View view;
    private final Dialer dialer;

    // Mutable state
    private long tickedAtMillis = System.nanoTime() / 1_000_000;
    private long drawnAtMillis;
    private @Nullable Connection connection;
    private @Nullable Prompt shownPrompt;
    private @Nullable Integer exitCode;

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
        view.listen(input -> put(() -> on(input)));
        try {
            while (exitCode == null) {
                Runnable event = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                if (event != null) {
                    event.run();
                    typing.settle();
                }
                onTime();
                carryOut();
            }
            return exitCode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        } finally {
            close();
        }
    }

    /** While very much happens not each of it is drawn. */
    private void onTime() {
        long now = System.nanoTime() / 1_000_000;
        if (now - tickedAtMillis >= TICK_MILLIS) {
            tickedAtMillis = now;
            model.tick();
        }
        if (queue.isEmpty() || now - drawnAtMillis >= FRAME_MILLIS) {
            view.update(model);
            drawnAtMillis = System.nanoTime() / 1_000_000;
        }
    }

    private void on(Input input) {
        if (input instanceof Input.Typed typed) {
            typing.typed(typed.text());
        } else if (input instanceof Input.Act act) {
            act.action().accept(model);
        } else if (input instanceof Input.Ended) {
            typing.end();
        } else {
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
        } else if (effect instanceof Effect.Leave leave && exitCode == null) {
            exitCode = leave.exitCode();
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
