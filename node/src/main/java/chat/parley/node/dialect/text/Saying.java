package chat.parley.node.dialect.text;

import chat.parley.node.config.TextPreset.Naming.From;
import chat.parley.node.dialect.Exchange;
import chat.parley.node.dialect.Request;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Tags;
import java.util.List;

/** A message to the room; several lines are several messages. Whoever gives a name with the first one has that name before it is heard. */
final class Saying implements Request {
    private final TextDialect dialect;
    private final Incoming incoming;
    private final List<String> lines;
    private final boolean naming;

    Saying(TextDialect dialect, String message) {
        this.dialect = dialect;
        this.incoming = Incoming.of(message, dialect.wording());
        this.lines = PlainText.typed(incoming.text());
        this.naming = !dialect.isNamed() && dialect.preset().naming().from() == From.EACH_MESSAGE;
    }

    @Override
    public boolean sideBySide() {
        return !naming;
    }

    @Override
    public int cost() {
        return Math.max(1, lines.size());
    }

    @Override
    public void run(Exchange exchange) {
        if (naming && !lines.isEmpty()) {
            nameFirst(exchange);
        } else {
            say(exchange);
        }
    }

    private void nameFirst(Exchange exchange) {
        var name = incoming.name();
        var separator = dialect.preset().naming().separator();
        if (name == null) {
            exchange.reply(dialect.notice("Nobody got that, because it has no name: NAME" + separator + "TEXT"));
        } else {
            new Naming(dialect).rename(name, exchange, why -> exchange.session().end(why), () -> say(exchange));
        }
    }

    private void say(Exchange exchange) {
        var room = dialect.room();
        var person = dialect.person();
        Tags tags = MessageTags.of(incoming.colour(), incoming.time());
        for (var line : lines) {
            var say = new RoomCommand.Say(person.identity(), SayKind.MESSAGE, line, null, tags);
            exchange.room(room, say, null, outcome -> {
                if (outcome instanceof Outcome.Refused || outcome instanceof Outcome.Unknown) {
                    exchange.reply(dialect.notice(Refusals.words(outcome, room.text())));
                }
            });
            dialect.console().said(dialect.nameOf(person), TextDialect.address(exchange.session()), room.text(), line);
        }
    }
}
