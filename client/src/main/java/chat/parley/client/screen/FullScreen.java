package chat.parley.client.screen;

import chat.parley.client.model.ChatModel;
import chat.parley.client.model.Conversation;
import chat.parley.client.model.Happening;
import chat.parley.client.state.InputHistory;
import chat.parley.client.view.Alerts;
import chat.parley.client.view.AttendedView;
import chat.parley.client.view.Input;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * A terminal that is a screen: lists, messages, status, and an input that grows. The drawing belongs to the loop.
 */
public final class FullScreen extends AttendedView {
    /** Private modes: no wrapping at the right edge, and word of the window's focus. */
    private static final String MODES_ON = "\u001b[?7l\u001b[?1004h";

    private static final String MODES_OFF = "\u001b[?1004l\u001b[?7h\u001b[?25h";
    private static final int ANSWER_MILLIS = 1_000;

    private final ZoneId zone;
    private final Painter painter;
    private final LineEditor editor;

    // Mutable state of the loop's thread
    private Look look;
    private Viewport viewport = new Viewport();
    private @Nullable Conversation seen;
    private Size size = Size.of(0, 0);
    private boolean hasFocus = true;
    private boolean suspended;

    // Shared with the editor's thread
    private volatile Typed typed = Typed.NOTHING;

    /** Takes over a terminal, and closes it in the end. */
    public FullScreen(Terminal terminal, Look look, Alerts.Settings alerts, InputHistory history, ZoneId zone) {
        super(terminal, alerts, history);
        this.look = look;
        this.zone = zone;
        this.painter = new Painter(terminal);
        this.editor = new LineEditor(terminal, history.entries(), this::changed, this::accepted, this::suggest);
        bindKeys();
    }

    private void bindKeys() {
        onKey(Keys.NEXT_NEWS, model -> model.places().goToNews());
        onKey(Keys.NEXT_ROOM, model -> model.places().go(1));
        onKey(Keys.PREVIOUS_ROOM, model -> model.places().go(-1));
        onKey(Keys.SCROLL_UP, model -> scroll(model, 1));
        onKey(Keys.SCROLL_DOWN, model -> scroll(model, -1));
        onKey(Keys.SCROLL_TO_BEGIN, this::scrollToBegin);
        onKey(Keys.SCROLL_TO_END, model -> viewport.follow());
        onKey(Keys.UNREAD_LINE, this::scrollToUnread);
        onKey(Keys.TOGGLE_ROOMS, model -> look = look.withRooms(!look.showsRooms()));
        onKey(Keys.TOGGLE_PEOPLE, model -> look = look.withPeople(!look.showsPeople()));
        onKey(Keys.REDRAW, model -> painter.forget());
        editor.onDigit(place -> act(model -> model.places().goTo(place)));
        editor.onFocus(isIn -> act(model -> hasFocus = isIn));
        editor.on(Keys.OPEN_EDITOR, this::openEditor);
        look.keys().forEach(editor::bind);
    }

    private void onKey(Keys key, Consumer<ChatModel> action) {
        editor.on(key, () -> act(action));
    }

    @Override
    public void listen(Consumer<Input> newSink) {
        begin();
        super.listen(newSink);
    }

    @Override
    protected void readKeys() {
        editor.readLine();
    }

    private void begin() {
        terminal.puts(Capability.enter_ca_mode);
        terminal.writer().write(MODES_ON);
        terminal.puts(Capability.clear_screen);
        terminal.flush();
        painter.forget();
    }

    @Override
    protected void leaveTerminal() {
        terminal.writer().write(MODES_OFF);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
    }

    private void changed(Typed now) {
        boolean isOther = !now.text().equals(typed.text());
        typed = now;
        boolean isMessage = !now.text().isBlank()
                && (!now.text().startsWith("/") || now.text().startsWith("//"));
        act(model -> {
            if (isOther) {
                model.typing(isMessage);
            }
        });
    }

    private void accepted(String text) {
        act(model -> viewport.follow());
        typed(text);
    }

    private List<Suggesting.Suggestion> suggest(String text, int cursor) {
        CompletableFuture<List<Suggesting.Suggestion>> answer = new CompletableFuture<>();
        act(model -> answer.complete(new Suggestions(model.overview()).suggest(text, cursor)));
        try {
            return answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    private void scroll(ChatModel model, int pages) {
        Drawing drawing = drawing(model);
        int height = drawing.messageHeight(typed);
        viewport.scroll(drawing.messages(), pages * Math.max(1, height - 2), height);
    }

    private void scrollToBegin(ChatModel model) {
        Drawing drawing = drawing(model);
        viewport.toTop(drawing.messages(), drawing.messageHeight(typed));
    }

    private void scrollToUnread(ChatModel model) {
        Drawing drawing = drawing(model);
        MessageRows rows = drawing.messages();
        int first = rows.firstUnread();
        if (first >= 0) {
            viewport.showAtTop(rows, first, drawing.messageHeight(typed));
        }
    }

    private Drawing drawing(ChatModel model) {
        return new Drawing(model.overview(), look, zone, terminal.getSize());
    }

    /** The editor's thread waits while another program has the terminal; the loop goes on and draws nothing. */
    private void openEditor() {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        act(model -> {
            suspended = true;
            leaveTerminal();
            left.complete(true);
        });
        Attributes raw = terminal.getAttributes();
        try {
            left.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            editor.replace(new ExternalEditor(System.getenv()).edit(terminal, editor.text()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IOException e) {
            act(model -> model.actions().problem("the editor could not be used: " + e.getMessage()));
        } finally {
            terminal.setAttributes(raw);
            act(model -> {
                suspended = false;
                begin();
            });
        }
    }

    @Override
    public void show(Happening happening) {
        // It is in its conversation, and drawn from there.
    }

    @Override
    public void update(ChatModel model) {
        if (suspended) {
            return;
        }
        Conversation current = model.overview().current();
        if (current != seen) {
            seen = current;
            viewport = new Viewport();
        }
        model.places().looking(hasFocus && viewport.isFollowing());
        model.places().farBack(!viewport.isFollowing());
        if (!terminal.getSize().equals(size)) {
            size = Size.of(terminal.getColumns(), terminal.getRows());
            painter.forget();
        }
        Drawing drawing = drawing(model);
        painter.paint(drawing.picture(typed, viewport));
        if (viewport.isAtTop(drawing.messages(), drawing.messageHeight(typed))) {
            model.places().older();
        }
    }
}
