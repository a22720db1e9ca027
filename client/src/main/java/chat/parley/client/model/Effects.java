package chat.parley.client.model;

import chat.parley.client.model.Happening.LinkTold;
import chat.parley.client.model.Happening.Problem;
import chat.parley.client.model.Happening.Told;
import chat.parley.wire.Line;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers what one event brings about. */
final class Effects {
    private final InstantSource clock;
    private final Consumer<Happening> filing;

    // Mutable state
    private List<Effect> gathered = new ArrayList<>();

    /** @param filing puts what is shown into its conversation */
    Effects(InstantSource clock, Consumer<Happening> filing) {
        this.clock = clock;
        this.filing = filing;
    }

    Instant now() {
        return clock.instant();
    }

    void add(Effect effect) {
        gathered.add(effect);
    }

    void send(Line line) {
        add(new Effect.Send(line));
    }

    void send(String command, String... params) {
        send(Line.of(command, params));
    }

    void show(Happening happening) {
        filing.accept(happening);
        add(new Effect.Show(happening));
    }

    void tell(String text) {
        show(new Told(now(), text));
    }

    void tellOfLink(String text) {
        show(new LinkTold(now(), text));
    }

    void problem(String text) {
        show(new Problem(now(), text));
    }

    List<Effect> take() {
        List<Effect> taken = gathered;
        gathered = new ArrayList<>();
        return taken;
    }
}
