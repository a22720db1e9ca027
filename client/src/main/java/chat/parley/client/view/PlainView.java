package chat.parley.client.view;

import chat.parley.client.model.Happening;
import chat.parley.client.model.Happening.Said;
import chat.parley.client.model.Prompt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Lines in, lines out, for pipes and for terminals that can do nothing else: conversations on the output, words about the
 * client itself on the error output.
 */
public final class PlainView implements View {
    /** Lines that are read ahead of the server's word that it has them. */
    static final int WINDOW_LINES = 16;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Wording wording;
    private final Semaphore window = new Semaphore(WINDOW_LINES);

    public PlainView(InputStream in, PrintStream out, PrintStream err, ZoneId zone) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.wording = new Wording("HH:mm:ss", zone);
    }

    @Override
    public boolean isAttended() {
        return false;
    }

    @Override
    public void listen(Consumer<Input> sink) {
        Thread reader = new Thread(() -> read(sink), "parley-input");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Consumer<Input> sink) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            window.acquire();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.accept(new Input.Typed(line));
                window.acquire();
            }
        } catch (IOException unreadable) {
            // An input that cannot be read any more has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sink.accept(new Input.Ended());
    }

    @Override
    public void show(Happening happening) {
        Sentence sentence = happening.accept(wording);
        (sentence.isAside() ? err : out).println(sentence.text());
    }

    @Override
    public void prompt(Prompt prompt) {
        // Lines only.
    }

    @Override
    public void alert(Said said) {
        // Nobody sits there.
    }

    @Override
    public void lineDone() {
        window.release();
    }

    @Override
    public void close() {
        out.flush();
        err.flush();
    }
}
