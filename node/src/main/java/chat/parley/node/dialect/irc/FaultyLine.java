package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_INPUTTOOLONG;
import static chat.parley.wire.Numeric.ERR_UNKNOWNCOMMAND;

import chat.parley.node.dialect.Exchange;
import chat.parley.node.dialect.Request;
import chat.parley.wire.LineFault;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Tags;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** What came was no line: nothing of it is used, and the client is told why. */
record FaultyLine(IrcDialect dialect, LineFault fault) implements Request {
    private static final String ANY_COMMAND = "*";

    @Override
    public void run(Exchange exchange) {
        if (fault == LineFault.EMPTY || dialect.foreign()) {
            return;
        }
        var replies = new Replies(dialect.server().name(), dialect.clientName(exchange.session()));
        write(replies);
        exchange.reply(ByteString.fromArrayUnsafe(replies.take()));
    }

    private void write(Replies replies) {
        switch (fault) {
            case TOO_LONG ->
                replies.numeric(
                        ERR_INPUTTOOLONG,
                        "Input line was too long: it was dropped, send at most " + LineWriter.MAX_BODY_BYTES
                                + " bytes, and at most " + Tags.MAX_CLIENT_TAG_DATA + " bytes of tags before them");
            case TAGS_TOO_LONG ->
                replies.numeric(
                        ERR_INPUTTOOLONG,
                        "Input line was too long: it was dropped, send at most " + Tags.MAX_CLIENT_TAG_DATA
                                + " bytes of tags");
            case NOT_UTF8 ->
                fail(
                        replies,
                        "INVALID_UTF8",
                        "The line was dropped: it is not UTF-8, which is all that is spoken here");
            case NUL_OR_STRAY_CR ->
                fail(replies, "INVALID_CHARACTER", "The line was dropped: a NUL or a CR within it is not allowed");
            case MALFORMED ->
                replies.numeric(
                        ERR_UNKNOWNCOMMAND, ANY_COMMAND, "Unknown command: a line begins with a word of letters");
            case EMPTY -> throw new IllegalStateException("an empty line is not answered");
        }
    }

    private void fail(Replies replies, String code, String description) {
        StandardReply.FAIL.write(replies, dialect.capabilities(), ANY_COMMAND, code, List.of(), description);
    }
}
