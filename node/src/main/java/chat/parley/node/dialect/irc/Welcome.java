package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.RPL_CREATED;
import static chat.parley.wire.Numeric.RPL_ISUPPORT;
import static chat.parley.wire.Numeric.RPL_MYINFO;
import static chat.parley.wire.Numeric.RPL_WELCOME;
import static chat.parley.wire.Numeric.RPL_YOURHOST;

import chat.parley.node.name.Census;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a client is told when it has become a person: 001 to 005, LUSERS and MOTD (Modern IRC, Connection Registration). */
final class Welcome {
    /** A line has 15 parameters, of which the client's name and the words are two. */
    private static final int TOKENS_PER_LINE = 13;

    private Welcome() {}

    static void write(Call call) {
        var server = call.server();
        var me = call.me();
        call.addressedTo(me.nick().text());
        call.numeric(
                        RPL_WELCOME,
                        "Welcome to the " + server.config().networkName() + " Network, "
                                + me.identity().hostmask())
                .numeric(RPL_YOURHOST, "Your host is " + server.name() + ", running version " + server.version())
                .numeric(
                        RPL_CREATED,
                        "This server was created " + server.started().truncatedTo(ChronoUnit.SECONDS));
        call.replies()
                .plainNumeric(
                        RPL_MYINFO,
                        server.name(),
                        server.version(),
                        IrcServer.USER_MODES,
                        IrcServer.ROOM_MODES,
                        IrcServer.ROOM_MODES_WITH_PARAMETER);
        isupport(call);
        call.exchange().census(call.then((List<Census> census) -> {
            ServerCommands.writeCounts(call, census);
            ServerCommands.writeMotd(call);
        }));
    }

    /** RPL_ISUPPORT, as many lines as needed; VERSION tells them too. */
    static void isupport(Call call) {
        var tokens = call.server().isupport();
        for (int from = 0; from < tokens.size(); from += TOKENS_PER_LINE) {
            var some = tokens.subList(from, Math.min(from + TOKENS_PER_LINE, tokens.size()));
            var params = new String[some.size() + 1];
            some.toArray(params);
            params[some.size()] = "are supported by this server";
            call.numeric(RPL_ISUPPORT, params);
        }
    }
}
