package chat.parley.client.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.client.Scenario;
import chat.parley.client.model.Effect;
import chat.parley.client.state.InputHistory;
import chat.parley.client.view.Alerts;
import chat.parley.client.view.Input;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.ScreenTerminal;

/** A scenario on a full screen, whose real output goes to a terminal that lives in this process. */
final class Monitor implements Closeable {
    private final ScreenTerminal screen;
    private final LineDisciplineTerminal terminal;
    private final FullScreen view;
    private final Scenario scenario;
    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();

    Monitor(Scenario scenario, int columns, int rows) throws IOException {
        this(scenario, columns, rows, Look.DEFAULT);
    }

    Monitor(Scenario scenario, int columns, int rows, Look look) throws IOException {
        this(scenario, columns, rows, look, InputHistory.none());
    }

    Monitor(Scenario scenario, int columns, int rows, Look look, InputHistory history) throws IOException {
        this.scenario = scenario;
        ScreenTerminal.VirtualTerminal virtual = ScreenTerminal.withTerminal("test", "xterm-256color", columns, rows);
        screen = virtual.screen();
        terminal = virtual.terminal();
        Alerts.Settings alerts = Alerts.Settings.of(Map.of());
        view = new FullScreen(terminal, look, alerts, history, ZoneOffset.UTC);
        view.listen(inputs::add);
    }

    Monitor hear(String... lines) {
        scenario.hear(lines);
        return this;
    }

    /** Presses keys; what they bring about is waited for by whoever looks. */
    Monitor press(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(UTF_8));
        return this;
    }

    /** Does what the loop does. */
    private void turn() {
        for (Input input = inputs.poll(); input != null; input = inputs.poll()) {
            if (input instanceof Input.Act act) {
                scenario.act(actions -> act.action().accept(scenario.model()));
            } else if (input instanceof Input.Typed typed) {
                scenario.type(typed.text());
            }
        }
        scenario.effects().stream()
                .filter(Effect.Notify.class::isInstance)
                .forEach(effect -> view.alert(((Effect.Notify) effect).said()));
        scenario.effects().clear();
        view.update(scenario.model());
    }

    Monitor resize(int columns, int rows) {
        screen.setSize(Size.of(columns, rows));
        terminal.setSize(Size.of(columns, rows));
        return this;
    }

    Scenario scenario() {
        return scenario;
    }

    ScreenTerminal screen() {
        return screen;
    }

    String picture() {
        turn();
        return screen.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    void awaitPicture(String part) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(picture()).contains(part));
    }

    @Override
    public void close() {
        view.close();
    }
}
