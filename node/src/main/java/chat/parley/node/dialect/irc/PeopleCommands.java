package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_NONICKNAMEGIVEN;
import static chat.parley.wire.Numeric.ERR_NOSUCHNICK;
import static chat.parley.wire.Numeric.ERR_WASNOSUCHNICK;
import static chat.parley.wire.Numeric.RPL_AWAY;
import static chat.parley.wire.Numeric.RPL_ENDOFWHOIS;
import static chat.parley.wire.Numeric.RPL_ENDOFWHOWAS;
import static chat.parley.wire.Numeric.RPL_ISON;
import static chat.parley.wire.Numeric.RPL_NOWAWAY;
import static chat.parley.wire.Numeric.RPL_UNAWAY;
import static chat.parley.wire.Numeric.RPL_USERHOST;
import static chat.parley.wire.Numeric.RPL_WHOISCHANNELS;
import static chat.parley.wire.Numeric.RPL_WHOISIDLE;
import static chat.parley.wire.Numeric.RPL_WHOISOPERATOR;
import static chat.parley.wire.Numeric.RPL_WHOISSECURE;
import static chat.parley.wire.Numeric.RPL_WHOISSERVER;
import static chat.parley.wire.Numeric.RPL_WHOISSPECIAL;
import static chat.parley.wire.Numeric.RPL_WHOISUSER;
import static chat.parley.wire.Numeric.RPL_WHOWASUSER;

import chat.parley.node.name.Holder;
import chat.parley.node.name.People.FormerHolder;
import chat.parley.node.name.Profile;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.wire.Nick;
import chat.parley.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who people are and were, and what they say of themselves (RFC 2812 sections 3.6 and 4; IRCv3 setname). */
final class PeopleCommands {
    static final List<Command> ALL = List.of(
            Command.of("WHOIS", "WHOIS [<server>] <name>", "See who somebody is", PeopleCommands::whois)
                    .costs(2),
            Command.of("WHOWAS", "WHOWAS <name> [<count>]", "See who had a name lately", PeopleCommands::whowas)
                    .costs(2),
            Command.of(
                            "USERHOST",
                            "USERHOST <name>{ <name>}",
                            "See the addresses of up to 5 people",
                            PeopleCommands::userhost)
                    .params(1)
                    .costs(2),
            Command.of("ISON", "ISON <name>{ <name>}", "See which of these people are here", PeopleCommands::ison)
                    .params(1)
                    .costs(2),
            Command.of("AWAY", "AWAY [:<reason>]", "Say that you are away, or back", PeopleCommands::away),
            Command.of("SETNAME", "SETNAME :<real name>", "Change your real name", PeopleCommands::setname)
                    .params(1));

    private static final int MAX_USERHOST = 5;
    private static final int MAX_ISON = 64;
    private static final int MAX_WHOWAS = 20;

    private PeopleCommands() {}

    /** RFC 2812 section 3.6.2; the form with a server's name means the same here. */
    private static void whois(Call call) {
        var asked = call.param(call.params() > 1 ? 1 : 0, "");
        if (asked.isEmpty()) {
            call.numeric(ERR_NONICKNAMEGIVEN, "No nickname given");
            return;
        }
        var nick = Nick.parse(asked);
        if (nick.isEmpty()) {
            nobody(call, asked);
            return;
        }
        call.exchange().profile(nick.get(), call.then((Optional<Profile> found) -> {
            if (found.isPresent()) {
                whois(call, found.get());
            } else {
                nobody(call, asked);
            }
        }));
    }

    private static void nobody(Call call, String asked) {
        call.numeric(ERR_NOSUCHNICK, asked, "No such nick/channel").numeric(RPL_ENDOFWHOIS, asked, "End of WHOIS list");
    }

    private static void whois(Call call, Profile profile) {
        var person = profile.person();
        var nick = person.nick().text();
        call.numeric(
                RPL_WHOISUSER,
                nick,
                person.identity().username(),
                person.identity().host(),
                "*",
                person.realName());
        call.replies().list(RPL_WHOISCHANNELS, List.of(nick), visibleRooms(call, profile));
        call.numeric(
                RPL_WHOISSERVER, nick, person.server(), call.server().config().networkName());
        var away = person.away();
        if (away != null) {
            call.numeric(RPL_AWAY, nick, away);
        }
        if (person.operator()) {
            call.numeric(RPL_WHOISOPERATOR, nick, "is an IRC operator");
        }
        if (!person.via().equals(IrcDialect.NAME)) {
            call.numeric(RPL_WHOISSPECIAL, nick, "is not an IRC client, but speaks the dialect " + person.via());
        }
        if (profile.secure()) {
            call.numeric(RPL_WHOISSECURE, nick, "is using a secure connection");
        }
        call.numeric(
                        RPL_WHOISIDLE,
                        nick,
                        RoomAnswers.seconds(profile.idleMillis()),
                        RoomAnswers.seconds(person.signonMillis()),
                        "seconds idle, signon time")
                .numeric(RPL_ENDOFWHOIS, nick, "End of WHOIS list");
    }

    /** Secret rooms only to those who are in them too. */
    private static List<String> visibleRooms(Call call, Profile profile) {
        boolean self = profile.person().id().equals(call.session().id());
        return profile.rooms().stream()
                .filter(in -> self || !in.secret() || call.session().rooms().containsKey(in.room()))
                .map(in -> (call.has(Capability.MULTI_PREFIX)
                                ? in.roles().prefixes()
                                : in.roles().prefix())
                        + in.room().text())
                .toList();
    }

    /** RFC 2812 section 3.6.3. */
    private static void whowas(Call call) {
        var asked = call.param(0, "");
        if (asked.isEmpty()) {
            call.numeric(ERR_NONICKNAMEGIVEN, "No nickname given");
            return;
        }
        var nick = Nick.parse(asked);
        if (nick.isEmpty()) {
            formerly(call, asked, List.of());
        } else {
            call.exchange()
                    .formerly(
                            nick.get(),
                            count(call),
                            call.then((List<FormerHolder> holders) -> formerly(call, asked, holders)));
        }
    }

    /** None, 0 or a negative one means as many as there are. */
    private static int count(Call call) {
        var count = call.param(1, "");
        int wanted = count.matches("[0-9]{1,9}") ? Integer.parseInt(count) : 0;
        return wanted == 0 ? MAX_WHOWAS : Math.min(wanted, MAX_WHOWAS);
    }

    private static void formerly(Call call, String asked, List<FormerHolder> holders) {
        if (holders.isEmpty()) {
            call.numeric(ERR_WASNOSUCHNICK, asked, "There was no such nickname");
        }
        for (var holder : holders) {
            var identity = holder.identity();
            var nick = identity.nick().text();
            var until = ServerTime.of(holder.untilMillis());
            call.numeric(RPL_WHOWASUSER, nick, identity.username(), identity.host(), "*", holder.realName())
                    .numeric(RPL_WHOISSERVER, nick, holder.server(), until);
        }
        call.numeric(RPL_ENDOFWHOWAS, asked, "End of WHOWAS");
    }

    /** RFC 2812 section 4.8. */
    private static void userhost(Call call) {
        var found = new ArrayList<String>();
        var names = namesOf(call).stream().limit(MAX_USERHOST).toList();
        var answer = call.then(() -> call.numeric(RPL_USERHOST, String.join(" ", found)));
        userhost(call, names, found, answer);
    }

    private static void userhost(Call call, List<Nick> names, List<String> found, Runnable answer) {
        if (names.isEmpty()) {
            answer.run();
            return;
        }
        call.exchange().profile(names.get(0), call.then((Optional<Profile> profile) -> {
            profile.map(Profile::person).map(PeopleCommands::userhostOf).ifPresent(found::add);
            userhost(call, names.subList(1, names.size()), found, answer);
        }));
    }

    private static String userhostOf(Person person) {
        return person.nick().text() + (person.operator() ? "*" : "") + (person.away() == null ? "=+" : "=-")
                + person.identity().username() + "@" + person.identity().host();
    }

    /** RFC 2812 section 4.9. */
    private static void ison(Call call) {
        var names = namesOf(call).stream().limit(MAX_ISON).toList();
        call.exchange().find(names, call.then((Map<Nick, Holder> found) -> {
            var here = names.stream()
                    .map(found::get)
                    .filter(holder -> holder != null)
                    .map(holder -> holder.nick().text())
                    .toList();
            if (here.isEmpty()) {
                call.numeric(RPL_ISON, "");
            } else {
                call.replies().list(RPL_ISON, List.of(), here);
            }
        }));
    }

    /** Some clients give all names in one parameter. */
    private static List<Nick> namesOf(Call call) {
        return call.line().params().stream()
                .flatMap(param -> List.of(param.split(" +", -1)).stream())
                .flatMap(name -> Nick.parse(name).stream())
                .distinct()
                .toList();
    }

    /** RFC 2812 section 4.1. */
    private static void away(Call call) {
        var reason = call.param(0, "");
        if (call.refusesTooLong(reason, call.server().limits().away(), "AWAYLEN")) {
            return;
        }
        var before = call.me();
        var after = before.withAway(reason.isEmpty() ? null : reason);
        call.exchange().change(new PersonChange.AwayChanged(before.identity(), after), call.then(() -> {
            if (reason.isEmpty()) {
                call.numeric(RPL_UNAWAY, "You are no longer marked as being away");
            } else {
                call.numeric(RPL_NOWAWAY, "You have been marked as being away");
            }
        }));
    }

    /** IRCv3 setname. */
    private static void setname(Call call) {
        var name = call.param(0);
        int max = call.server().limits().realName();
        if (name.isEmpty() || Utf8.length(name) > max) {
            call.fail("INVALID_REALNAME", List.of(), "Realname is not valid: give 1 to " + max + " bytes (NAMELEN)");
            return;
        }
        var before = call.me();
        var changed = new PersonChange.RealNameChanged(before.identity(), before.withRealName(name));
        call.exchange().change(changed, call.then(() -> {
            if (call.has(Capability.SETNAME)) {
                call.inMyName(before.identity(), "SETNAME", name);
            }
        }));
    }
}
