package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_NOTREGISTERED;
import static chat.parley.wire.Numeric.ERR_UNKNOWNCOMMAND;

import chat.parley.node.dialect.Exchange;
import chat.parley.node.dialect.Request;
import chat.parley.wire.Line;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;

/** A line with a command that we do not know; and the first line of an HTTP request, which looks like one. */
record UnknownCommand(IrcDialect dialect, Line line) implements Request {
    private static final String HTTP_ANSWER = "This is an IRC server. Connect with an IRC client.\n";

    @Override
    public void run(Exchange exchange) {
        if (dialect.foreign()) {
            return;
        }
        boolean registered = exchange.session().person() != null;
        if (!registered && isHttp()) {
            refuseHttp(exchange);
            return;
        }
        Command.Handler answer = registered
                ? call ->
                        call.numeric(ERR_UNKNOWNCOMMAND, line.command(), "Unknown command: HELP tells those there are")
                : call -> call.numeric(ERR_NOTREGISTERED, "You have not registered: send NICK and USER first");
        new Call(dialect, exchange, line, dialect.labelOf(line).orElse(null))
                .run(Command.of(line.command(), "", "", answer));
    }

    /** As {@code GET / HTTP/1.1} (RFC 9112 section 3): a request line ends with the version. */
    private boolean isHttp() {
        var params = line.params();
        return !params.isEmpty() && params.get(params.size() - 1).startsWith("HTTP/");
    }

    private void refuseHttp(Exchange exchange) {
        dialect.isForeign();
        var answer = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: " + HTTP_ANSWER.length()
                + "\r\nConnection: close\r\n\r\n" + HTTP_ANSWER;
        exchange.reply(ByteString.fromArrayUnsafe(answer.getBytes(StandardCharsets.US_ASCII)));
        exchange.session().end("Not an IRC client");
    }
}
