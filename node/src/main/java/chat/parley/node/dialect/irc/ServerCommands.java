package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_HELPNOTFOUND;
import static chat.parley.wire.Numeric.ERR_NOMOTD;
import static chat.parley.wire.Numeric.ERR_NOORIGIN;
import static chat.parley.wire.Numeric.ERR_NOSUCHSERVER;
import static chat.parley.wire.Numeric.RPL_ENDOFHELP;
import static chat.parley.wire.Numeric.RPL_ENDOFINFO;
import static chat.parley.wire.Numeric.RPL_ENDOFMOTD;
import static chat.parley.wire.Numeric.RPL_GLOBALUSERS;
import static chat.parley.wire.Numeric.RPL_HELPSTART;
import static chat.parley.wire.Numeric.RPL_HELPTXT;
import static chat.parley.wire.Numeric.RPL_INFO;
import static chat.parley.wire.Numeric.RPL_LOCALUSERS;
import static chat.parley.wire.Numeric.RPL_LUSERCHANNELS;
import static chat.parley.wire.Numeric.RPL_LUSERCLIENT;
import static chat.parley.wire.Numeric.RPL_LUSERME;
import static chat.parley.wire.Numeric.RPL_LUSEROP;
import static chat.parley.wire.Numeric.RPL_LUSERUNKNOWN;
import static chat.parley.wire.Numeric.RPL_MOTD;
import static chat.parley.wire.Numeric.RPL_MOTDSTART;
import static chat.parley.wire.Numeric.RPL_TIME;
import static chat.parley.wire.Numeric.RPL_VERSION;

import chat.parley.node.name.Census;
import chat.parley.wire.CaseMapping;
import chat.parley.wire.Utf8;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** What a server tells of itself, and the connection's own upkeep (RFC 2812 sections 3.1.7, 3.4 and 3.7). */
final class ServerCommands {
    static final List<Command> ALL = List.of(
            Command.of("PING", "PING <token>", "See whether the server is there", ServerCommands::ping)
                    .atAnyTime(),
            Command.of("PONG", "PONG <token>", "Answer a PING of the server", call -> {})
                    .atAnyTime()
                    .costs(0),
            Command.of("QUIT", "QUIT [:<reason>]", "Go", ServerCommands::quit).atAnyTime(),
            Command.of("ERROR", "ERROR :<text>", "For servers; does nothing", call -> {})
                    .atAnyTime(),
            Command.of(
                            "VERSION",
                            "VERSION [<server>]",
                            "See the server's version and what it supports",
                            ServerCommands::version)
                    .costs(2),
            Command.of("TIME", "TIME [<server>]", "See the server's time", ServerCommands::time),
            Command.of("INFO", "INFO [<server>]", "See what this server is", ServerCommands::info),
            Command.of("LUSERS", "LUSERS", "See how many people and rooms there are", ServerCommands::lusers)
                    .costs(2),
            Command.of("MOTD", "MOTD [<server>]", "See the message of the day", ServerCommands::motd)
                    .costs(2),
            Command.of("HELP", "HELP [<command>]", "See the commands, or one of them", ServerCommands::help));

    private static final DateTimeFormatter LOCAL_TIME =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);

    private ServerCommands() {}

    /** Modern IRC, PING message. */
    private static void ping(Call call) {
        var token = call.param(0, "");
        if (token.isEmpty()) {
            call.numeric(ERR_NOORIGIN, "No token given: PING <token>");
        } else {
            call.replies().command("PONG", call.server().name(), token);
        }
    }

    /** RFC 2812 section 3.1.7. A reason that is too long is left out, because who quits cannot be told. */
    private static void quit(Call call) {
        var reason = call.param(0, "");
        boolean told = !reason.isEmpty()
                && Utf8.length(reason) <= call.server().limits().reason();
        call.session().end(told ? "Quit: " + reason : "Quit");
    }

    /** Whether it is asked of another server: people are asked about, servers are not. */
    private static boolean isElsewhere(Call call) {
        var asked = call.param(0, call.server().name());
        if (CaseMapping.same(asked, call.server().name())) {
            return false;
        }
        call.numeric(
                ERR_NOSUCHSERVER, asked, "No such server: only " + call.server().name() + " answers here");
        return true;
    }

    /** RFC 2812 section 3.4.3. */
    private static void version(Call call) {
        if (!isElsewhere(call)) {
            call.numeric(RPL_VERSION, call.server().version(), call.server().name(), "Parley, a chat cluster");
            Welcome.isupport(call);
        }
    }

    /** RFC 2812 section 3.4.6. */
    private static void time(Call call) {
        if (!isElsewhere(call)) {
            var now = call.server().clock().instant().truncatedTo(ChronoUnit.SECONDS);
            call.numeric(RPL_TIME, call.server().name(), LOCAL_TIME.format(now.atOffset(ZoneOffset.UTC)));
        }
    }

    /** RFC 2812 section 3.4.10. */
    private static void info(Call call) {
        if (!isElsewhere(call)) {
            Instant started = call.server().started().truncatedTo(ChronoUnit.SECONDS);
            call.numeric(RPL_INFO, "Parley, a chat cluster: rooms that span servers")
                    .numeric(RPL_INFO, "Version " + call.server().version())
                    .numeric(RPL_INFO, "Running since " + started)
                    .numeric(RPL_ENDOFINFO, "End of INFO list");
        }
    }

    /** RFC 2812 section 3.4.2. */
    private static void lusers(Call call) {
        call.exchange().census(call.then((List<Census> census) -> writeCounts(call, census)));
    }

    static void writeCounts(Call call, List<Census> census) {
        int people = sum(census, Census::people);
        int invisible = sum(census, Census::invisible);
        var own = census.stream()
                .filter(node -> node.server().equals(call.server().name()))
                .toList();
        int here = sum(own, Census::people);
        call.numeric(
                        RPL_LUSERCLIENT,
                        "There are " + (people - invisible) + " users and " + invisible + " invisible on "
                                + census.size() + " servers")
                .numeric(RPL_LUSEROP, text(sum(census, Census::operators)), "operator(s) online")
                .numeric(RPL_LUSERUNKNOWN, text(sum(census, Census::unregistered)), "unknown connection(s)")
                .numeric(RPL_LUSERCHANNELS, text(sum(census, Census::rooms)), "channels formed")
                .numeric(RPL_LUSERME, "I have " + here + " clients and " + (census.size() - 1) + " servers")
                .numeric(RPL_LOCALUSERS, "Current local users " + here)
                .numeric(RPL_GLOBALUSERS, "Current global users " + people);
    }

    private static int sum(List<Census> census, ToIntFunction<Census> count) {
        return census.stream().mapToInt(count).sum();
    }

    private static String text(int number) {
        return Integer.toString(number);
    }

    /** RFC 2812 section 3.4.1. */
    private static void motd(Call call) {
        if (!isElsewhere(call)) {
            writeMotd(call);
        }
    }

    static void writeMotd(Call call) {
        var lines = call.server().config().motd();
        if (lines.isEmpty()) {
            call.numeric(ERR_NOMOTD, "There is no message of the day");
            return;
        }
        call.numeric(RPL_MOTDSTART, "- " + call.server().name() + " Message of the day - ");
        lines.forEach(line -> call.numeric(RPL_MOTD, "- " + line));
        call.numeric(RPL_ENDOFMOTD, "End of MOTD command");
    }

    /** Modern IRC, HELP message. */
    private static void help(Call call) {
        var subject = call.param(0, "").toUpperCase(Locale.ROOT);
        if (subject.isEmpty()) {
            index(call);
            return;
        }
        var command = call.server().commands().find(subject);
        if (command == null) {
            call.numeric(
                    ERR_HELPNOTFOUND, subject, "No help available on this topic: HELP alone tells those there are");
            return;
        }
        call.numeric(RPL_HELPSTART, subject, command.usage())
                .numeric(RPL_HELPTXT, subject, command.description())
                .numeric(RPL_ENDOFHELP, subject, "End of HELP");
    }

    private static void index(Call call) {
        call.numeric(RPL_HELPSTART, "*", "The commands; HELP <command> tells more of one");
        call.server()
                .commands()
                .all()
                .forEach(command -> call.numeric(RPL_HELPTXT, "*", command.name() + ": " + command.description()));
        call.numeric(RPL_ENDOFHELP, "*", "End of HELP");
    }
}
