package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_INPUTTOOLONG;

import chat.parley.node.dialect.Exchange;
import chat.parley.node.dialect.Session;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomView;
import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import chat.parley.wire.RoomName;
import chat.parley.wire.Utf8;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One command while it runs: its parameters, what it asks the core for, and its answer. Makes the answer one logical response where the client
 * gave a label (IRCv3 labeled-response): no line becomes an ACK, one line gets the label, several become a batch. Used in the user actor only.
 */
final class Call {
    private final IrcDialect dialect;
    private final Exchange exchange;
    private final Line line;
    private final @Nullable ReplyTag label;
    private final String batchReference;

    // Mutable state
    private Replies replies;
    private int outstanding;
    private boolean answeredByRoom;
    private boolean inBatch;

    Call(IrcDialect dialect, Exchange exchange, Line line, @Nullable ReplyTag label) {
        this.dialect = dialect;
        this.exchange = exchange;
        this.line = line;
        this.label = label;
        this.batchReference = label == null ? "" : dialect.nextBatchReference();
        this.replies = new Replies(dialect.server().name(), dialect.clientName(exchange.session()));
    }

    void run(Command command) {
        outstanding++;
        command.handler().run(this);
        outstanding--;
        settle();
    }

    // What was asked

    IrcDialect dialect() {
        return dialect;
    }

    IrcServer server() {
        return dialect.server();
    }

    Session session() {
        return exchange.session();
    }

    /** Where a continuation is given through {@link #then}. */
    Exchange exchange() {
        return exchange;
    }

    Line line() {
        return line;
    }

    String command() {
        return line.command();
    }

    int params() {
        return line.params().size();
    }

    /** Only for those that are there. */
    String param(int index) {
        return line.params().get(index);
    }

    String param(int index, String otherwise) {
        var param = line.param(index);
        return param == null ? otherwise : param;
    }

    boolean isLabelled() {
        return label != null;
    }

    boolean has(Capability capability) {
        return dialect.capabilities().has(capability);
    }

    /** Only after registration. */
    Person me() {
        return Objects.requireNonNull(session().person(), "before registration");
    }

    Identity identity() {
        return me().identity();
    }

    // What is answered

    Replies replies() {
        return replies;
    }

    Call numeric(Numeric numeric, String... params) {
        replies.numeric(numeric, params);
        return this;
    }

    /** From now on answers go to this name. */
    void addressedTo(String client) {
        replies = replies.addressedTo(client);
    }

    /** A line as others see it, for this client too. */
    void inMyName(Identity source, String command, String... params) {
        replies.from(source.hostmask(), eventTime(), command, params);
    }

    @Nullable
    String eventTime() {
        return has(Capability.SERVER_TIME) ? ServerTime.of(server().clock().millis()) : null;
    }

    /** IRCv3 standard-replies, or a NOTICE for those who do not know them. */
    void fail(String code, List<String> context, String description) {
        StandardReply.FAIL.write(replies, dialect.capabilities(), command(), code, context, description);
    }

    /** ERR_INPUTTOOLONG for a text that is longer than ISUPPORT says; whether it was. */
    boolean refusesTooLong(String text, int maxBytes, String token) {
        int bytes = Utf8.length(text);
        if (bytes <= maxBytes) {
            return false;
        }
        numeric(
                ERR_INPUTTOOLONG,
                "%s has %d bytes of text, and %d are allowed (%s): nothing was done"
                        .formatted(command(), bytes, maxBytes, token));
        return true;
    }

    // What is asked of the core

    /** Counts what is still to come; every continuation that is given to {@link #exchange} goes through here. */
    <T> Consumer<T> then(Consumer<T> continuation) {
        outstanding++;
        return result -> {
            continuation.accept(result);
            outstanding--;
            settle();
        };
    }

    Runnable then(Runnable continuation) {
        outstanding++;
        return () -> {
            continuation.run();
            outstanding--;
            settle();
        };
    }

    /** The answer will have parts that rooms write: with a label, its batch is opened now. Only for what runs alone. */
    void openBatch() {
        if (label != null && !inBatch) {
            inBatch = true;
            exchange.reply(label.opening(server().name(), batchReference));
        }
    }

    /** One after the other: {@code step} runs its second argument when it is done with the first. */
    <T> void each(Iterable<T> items, BiConsumer<T, Runnable> step) {
        each(items.iterator(), step);
    }

    private <T> void each(Iterator<T> items, BiConsumer<T, Runnable> step) {
        if (items.hasNext()) {
            step.accept(items.next(), () -> each(items, step));
        }
    }

    /** Asks a room, and answers with the numeric of a refusal; the room itself writes what has come of it. */
    void ask(RoomName room, RoomCommand wish, Runnable next) {
        exchange.room(room, wish, tagText(), then(outcome -> {
            settled(room.text(), outcome);
            next.run();
        }));
    }

    /** Takes note of an outcome, and answers where the room has not. */
    void settled(String target, Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            answeredByRoom = true;
        } else {
            Refusals.write(this, target, outcome);
        }
    }

    /** What the author's own copy shall carry. */
    @Nullable
    String tagText() {
        var tag = tag();
        return tag == null ? null : tag.text();
    }

    /**
     * Answers with what a room is.
     *
     * @param look writes to replies of its own, because it runs in the room's actor
     */
    void look(RoomName room, BiConsumer<RoomView, RoomAnswers> look, Runnable next) {
        var client = replies.client();
        var serverName = server().name();
        var capabilities = dialect.capabilities();
        var tag = tag();
        exchange.look(
                room,
                view -> {
                    var lines = new Replies(serverName, client);
                    look.accept(view, new RoomAnswers(lines, capabilities));
                    return tagged(tag, lines, serverName, batchReference);
                },
                then(() -> {
                    answeredByRoom = true;
                    next.run();
                }));
    }

    /**
     * A long answer in pieces, which leaves as the connection takes it. Nothing else may be answered before or after.
     *
     * @param pieces each writes some lines
     */
    void paced(Iterator<Consumer<Replies>> pieces) {
        openBatch();
        var tag = tag();
        var closing = inBatch ? ReplyTag.closing(server().name(), batchReference) : ByteString.emptyByteString();
        inBatch = false;
        answeredByRoom = true;
        var lines = replies;
        exchange.replyPaced(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pieces.hasNext();
            }

            @Override
            public ByteString next() {
                pieces.next().accept(lines);
                var piece = tagged(tag, lines, lines.server(), "");
                return pieces.hasNext() ? piece : piece.concat(closing);
            }
        });
    }

    /**
     * A long answer as a batch of a type of its own (IRCv3 batch), which leaves as the connection takes it; the lines alone for a client that knows
     * no batches. Nothing else may be answered before or after.
     *
     * @param pieces each some lines
     */
    void batch(String type, List<String> params, Iterator<byte[]> pieces) {
        answeredByRoom = true;
        if (!has(Capability.BATCH)) {
            exchange.replyPaced(BatchPieces.withoutBatch(pieces));
            return;
        }
        var reference = label == null ? dialect.nextBatchReference() : batchReference;
        exchange.replyPaced(BatchPieces.of(label, type, params, server().name(), reference, pieces));
    }

    /** What was answered so far leaves before what rooms write from now on. Not as the whole answer to a label: a batch must be open for that. */
    void replyNow() {
        if (!replies.isEmpty()) {
            exchange.reply(tagged(tag(), replies, server().name(), batchReference));
        }
    }

    private void settle() {
        if (label == null || inBatch) {
            if (!replies.isEmpty()) {
                exchange.reply(tagged(tag(), replies, server().name(), batchReference));
            }
            if (inBatch && outstanding == 0) {
                inBatch = false;
                answeredByRoom = true;
                exchange.reply(ReplyTag.closing(server().name(), batchReference));
            }
        } else if (outstanding == 0 && (!answeredByRoom || !replies.isEmpty())) {
            answeredByRoom = true;
            exchange.reply(label.on(replies.take(), server().name(), batchReference));
        }
    }

    private @Nullable ReplyTag tag() {
        return inBatch ? ReplyTag.batch(batchReference) : label;
    }

    private static ByteString tagged(@Nullable ReplyTag tag, Replies lines, String server, String reference) {
        return tag == null ? ByteString.fromArrayUnsafe(lines.take()) : tag.on(lines.take(), server, reference);
    }
}
