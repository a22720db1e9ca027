package chat.parley.client.model;

import static chat.parley.client.model.Lines.last;
import static chat.parley.client.model.Lines.param;
import static chat.parley.client.model.Lines.sender;

import chat.parley.client.model.Entry.Mark;
import chat.parley.client.model.Happening.Kind;
import chat.parley.client.model.Happening.Said;
import chat.parley.client.model.Happening.Told;
import chat.parley.wire.Line;
import chat.parley.wire.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people say, and what the server answers to what one said oneself. */
final class MessageLines {
    private static final String CTCP = "\u0001";
    private static final String ACTION = "ACTION ";
    private static final int OPEN_BATCH_LIMIT = 64;

    private final State state;
    private final Effects effects;
    private final Outgoing outgoing;
    private final Mentions mentions;

    // Mutable state
    /** Labels of batches that are open: their lines carry the batch in the place of the label. */
    private final Map<String, String> labelsByBatch = new LinkedHashMap<>();

    MessageLines(State state, Effects effects, Outgoing outgoing, Handlers handlers) {
        this.state = state;
        this.effects = effects;
        this.outgoing = outgoing;
        this.mentions = new Mentions(state);
        handlers.on("PRIVMSG", line -> onSaid(line, Kind.MESSAGE))
                .on("NOTICE", line -> onSaid(line, Kind.NOTICE))
                .on("BATCH", this::onBatch)
                .on("ACK", this::onAcknowledged)
                .on("PONG", line -> outgoing.ponged(last(line)))
                .on("FAIL", this::onFail)
                .on("WARN", this::onWord)
                .on("NOTE", this::onWord);
    }

    /** The label that a line answers, its own or that of its batch. */
    @Nullable
    String label(Line line) {
        String label = line.tags().get("label");
        String batch = line.tags().get("batch");
        return label == null && batch != null ? labelsByBatch.get(batch) : label;
    }

    void connectionLost() {
        labelsByBatch.clear();
        outgoing.lost();
    }

    private void onSaid(Line line, Kind kind) {
        Source source = Lines.source(line);
        if (kind == Kind.NOTICE && (source.isServer() || source.name().isEmpty())) {
            onServerNotice(line);
            return;
        }
        Optional<Said> said = read(line);
        said.ifPresent(message -> heard(line, message));
        if (said.isEmpty() && !state.isMe(source.name())) {
            effects.tell(source.name() + " asks this client for "
                    + param(line, 1).replace(CTCP, "") + "; it was not answered");
        }
    }

    /** What is said in a line; nothing where it is a question of one client to another. */
    Optional<Said> read(Line line) {
        String text = param(line, 1);
        boolean isNotice = line.command().equals("NOTICE");
        if (!isNotice && !line.command().equals("PRIVMSG")) {
            return Optional.empty();
        }
        if (!text.startsWith(CTCP)) {
            return Optional.of(said(line, isNotice ? Kind.NOTICE : Kind.MESSAGE, text));
        }
        return text.startsWith(ACTION, 1)
                ? Optional.of(said(
                        line, Kind.ACTION, text.substring(1 + ACTION.length()).replace(CTCP, "")))
                : Optional.empty();
    }

    private Said said(Line line, Kind kind, String text) {
        String sender = sender(line);
        String target = param(line, 0);
        String bare = state.isupport.withoutPrefix(target);
        boolean toRoom = state.isupport.isChannel(target) || state.isupport.isChannel(bare);
        boolean own = state.isMe(sender);
        boolean isMention = !own && ((!toRoom && kind != Kind.NOTICE) || mentions.isMentioned(text));
        return new Said(
                Lines.time(line, effects.now()),
                toRoom || own ? target : sender,
                !toRoom,
                sender,
                kind,
                text,
                own,
                isMention,
                line.tags().get("msgid"));
    }

    private void heard(Line line, Said said) {
        Conversation conversation = state.conversations.of(said.place());
        if (conversation.knows(said)) {
            return;
        }
        effects.show(said);
        if (!state.see(conversation, effects.now()) && !said.own()) {
            conversation.missed(said);
        }
        if (said.own()) {
            outgoing.echoed(label(line), said.place(), said.text());
        } else if (said.isMention() && !state.isMuted(said.place())) {
            effects.add(new Effect.Notify(said));
        }
    }

    /** What servers say while they let one in (looking up the host and so on) is no news. */
    private void onServerNotice(Line line) {
        if (state.greeted) {
            Told told = new Told(Lines.time(line, effects.now()), "the server says: " + last(line));
            state.conversations.server().add(told, Mark.NONE);
            effects.add(new Effect.Show(told));
        }
    }

    private void onBatch(Line line) {
        String reference = param(line, 0);
        String label = line.tags().get("label");
        if (reference.startsWith("-")) {
            labelsByBatch.remove(reference.substring(1));
        } else if (label != null && labelsByBatch.size() < OPEN_BATCH_LIMIT) {
            labelsByBatch.put(reference.substring(1), label);
        }
    }

    private void onAcknowledged(Line line) {
        String label = label(line);
        if (label != null) {
            outgoing.acknowledged(label);
        }
    }

    /** IRCv3 standard-replies: FAIL command code [context…] :description. */
    private void onFail(Line line) {
        String command = param(line, 0);
        if (command.equals("JOIN")) {
            line.params().stream().filter(state::isJoining).forEach(state::stayOut);
        } else if (command.equals("PRIVMSG") && outgoing.refused(label(line), null, last(line))) {
            return;
        }
        state.atLeast(ExitCode.REFUSED);
        effects.problem(command + ": " + last(line));
    }

    private void onWord(Line line) {
        if (state.greeted) {
            effects.tell("the server says: " + last(line));
        }
    }
}
