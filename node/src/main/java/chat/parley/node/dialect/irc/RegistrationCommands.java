package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_ALREADYREGISTERED;
import static chat.parley.wire.Numeric.ERR_ERRONEUSNICKNAME;
import static chat.parley.wire.Numeric.ERR_INVALIDCAPCMD;
import static chat.parley.wire.Numeric.ERR_INVALIDUSERNAME;
import static chat.parley.wire.Numeric.ERR_NICKNAMEINUSE;
import static chat.parley.wire.Numeric.ERR_NONICKNAMEGIVEN;
import static chat.parley.wire.Numeric.ERR_PASSWDMISMATCH;
import static chat.parley.wire.Numeric.ERR_UNAVAILRESOURCE;

import chat.parley.node.name.People.Claimed;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.wire.Nick;
import chat.parley.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/** How a connection becomes a person, and what a person calls themselves (RFC 2812 section 3.1; IRCv3 capability-negotiation). */
final class RegistrationCommands {
    static final List<Command> ALL = List.of(
            Command.of(
                            "CAP",
                            "CAP LS [302] | LIST | REQ :<capabilities> | END",
                            "Agree on extensions",
                            RegistrationCommands::cap)
                    .atAnyTime()
                    .params(1),
            Command.of(
                            "PASS",
                            "PASS <password>",
                            "Give the server's password, before NICK and USER",
                            RegistrationCommands::pass)
                    .atAnyTime()
                    .params(1),
            Command.of("NICK", "NICK <name>", "Take a name", RegistrationCommands::nick)
                    .atAnyTime()
                    .costs(2),
            Command.of("USER", "USER <user name> 0 * :<real name>", "Say who you are, once", RegistrationCommands::user)
                    .atAnyTime()
                    .params(4));

    private RegistrationCommands() {}

    /** IRCv3 capability-negotiation. */
    private static void cap(Call call) {
        var subcommand = call.param(0).toUpperCase(Locale.ROOT);
        switch (subcommand) {
            case "LS" -> capList(call, subcommand, offered(call).wireNames());
            case "LIST" ->
                capList(call, subcommand, call.dialect().capabilities().wireNames());
            case "REQ" -> capRequest(call, call.param(1, ""));
            case "END" -> capEnd(call);
            default ->
                call.numeric(
                        ERR_INVALIDCAPCMD, call.param(0), "Invalid CAP subcommand: there are LS, LIST, REQ and END");
        }
    }

    /** How far people have read is kept where there is a store, unless it shall not be. */
    private static Capabilities offered(Call call) {
        var all = Capabilities.of(Capability.values());
        return call.server().config().keepsReadMarkers() ? all : all.without(Capability.READ_MARKER);
    }

    /** One line has room for all that we offer; a test holds that. */
    private static void capList(Call call, String subcommand, List<String> names) {
        if (subcommand.equals("LS")) {
            holdRegistration(call);
            if (isVersion302(call.param(1, ""))) {
                // Section cap-notify: whoever knows version 302 has it from here on.
                negotiated(call, call.dialect().capabilities().with(Capability.CAP_NOTIFY));
            }
        }
        call.replies().command("CAP", call.replies().client(), subcommand, String.join(" ", names));
    }

    private static boolean isVersion302(String version) {
        return version.matches("[0-9]{1,9}") && Integer.parseInt(version) >= 302;
    }

    /** All or nothing. */
    private static void capRequest(Call call, String request) {
        holdRegistration(call);
        var wanted = call.dialect().capabilities();
        boolean granted = true;
        for (var word : request.strip().split(" +", -1)) {
            boolean remove = word.startsWith("-");
            var capability = Capability.of(remove ? word.substring(1) : word).filter(offered(call)::has);
            granted &= word.isEmpty() || capability.isPresent();
            if (capability.isPresent()) {
                wanted = remove ? wanted.without(capability.get()) : wanted.with(capability.get());
            }
        }
        call.replies().command("CAP", call.replies().client(), granted ? "ACK" : "NAK", request);
        if (granted) {
            negotiated(call, wanted);
        }
    }

    private static void negotiated(Call call, Capabilities capabilities) {
        if (!capabilities.equals(call.dialect().capabilities())) {
            call.dialect().negotiated(capabilities, call.session());
        }
    }

    private static void holdRegistration(Call call) {
        if (call.session().person() == null) {
            call.dialect().registration().negotiating(true);
        }
    }

    private static void capEnd(Call call) {
        call.dialect().registration().negotiating(false);
        complete(call);
    }

    /** RFC 2812 section 3.1.1. Compared when registration is complete, so that nobody can guess without a name. */
    private static void pass(Call call) {
        if (isRegistered(call)) {
            return;
        }
        call.dialect().registration().password(call.param(0));
    }

    /** RFC 2812 section 3.1.3. */
    private static void user(Call call) {
        if (isRegistered(call)) {
            return;
        }
        var limits = call.server().limits();
        var username = usernameOf(call.param(0), limits.username());
        if (username.isEmpty()) {
            call.numeric(ERR_INVALIDUSERNAME, "Your user name is not valid: use letters, digits, - . and _");
            return;
        }
        // The bound was not told yet, so this is the one text that is shortened.
        call.dialect().registration().user(username, Utf8.truncate(call.param(3), limits.realName()));
        complete(call);
    }

    /** Modern IRC, USERLEN Parameter: longer ones are cut; what could be taken for a part of a mask is left out. */
    private static String usernameOf(String given, int maxLength) {
        var kept = new StringBuilder(maxLength);
        for (int i = 0; i < given.length() && kept.length() < maxLength; i++) {
            char c = given.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._".indexOf(c) >= 0) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean isRegistered(Call call) {
        if (call.session().person() == null) {
            return false;
        }
        call.numeric(ERR_ALREADYREGISTERED, "You may not reregister: connect anew for that");
        return true;
    }

    /** RFC 2812 section 3.1.2. */
    private static void nick(Call call) {
        var wanted = call.param(0, "");
        if (wanted.isEmpty()) {
            call.numeric(ERR_NONICKNAMEGIVEN, "No nickname given");
            return;
        }
        var nick = Nick.parse(wanted);
        if (nick.isEmpty()) {
            call.numeric(
                    ERR_ERRONEUSNICKNAME,
                    wanted,
                    "Erroneous nickname: up to " + Nick.MAX_LENGTH
                            + " letters, digits and -[]\\`_^{|}, not beginning with a digit or -");
        } else if (call.session().person() == null) {
            call.dialect().registration().nick(nick.get());
            complete(call);
        } else {
            rename(call, nick.get());
        }
    }

    private static void rename(Call call, Nick nick) {
        var before = call.identity();
        if (before.nick().text().equals(nick.text())) {
            return;
        }
        call.exchange().rename(nick, call.then((Claimed.Result result) -> {
            if (result == Claimed.Result.HELD) {
                call.replies().fromWords(before.hostmask(), call.eventTime(), "NICK", nick.text());
            } else {
                notHeld(call, nick, result);
            }
        }));
    }

    private static void notHeld(Call call, Nick nick, Claimed.Result result) {
        if (result == Claimed.Result.TAKEN) {
            call.numeric(ERR_NICKNAMEINUSE, nick.text(), "Nickname is already in use");
        } else {
            call.numeric(ERR_UNAVAILRESOURCE, nick.text(), "Nickname is temporarily unavailable: try again");
        }
    }

    /** Registers as soon as everything has been said that is needed. */
    private static void complete(Call call) {
        var registration = call.dialect().registration();
        if (call.session().person() != null || !registration.isComplete()) {
            return;
        }
        var password = call.server().config().password();
        if (password.isSet() && !isSame(password.value(), registration.password())) {
            call.numeric(ERR_PASSWDMISMATCH, "Password incorrect: send the server's password with PASS first");
            call.session().end("Bad password");
            return;
        }
        var nick = registration.nick().orElseThrow();
        call.exchange().register(personOf(call, nick), call.then((Claimed.Result result) -> {
            registration.nick(null);
            if (result == Claimed.Result.HELD) {
                Welcome.write(call);
            } else {
                call.addressedTo("*");
                notHeld(call, nick, result);
            }
        }));
    }

    private static Person personOf(Call call, Nick nick) {
        var registration = call.dialect().registration();
        var identity = new Identity(
                call.session().id(),
                nick,
                registration.username(),
                call.session().host());
        var signon = call.server().clock().millis();
        return new Person(
                identity,
                0,
                registration.realName(),
                call.server().name(),
                IrcDialect.NAME,
                null,
                false,
                false,
                signon);
    }

    /** In the same time whatever was given. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
