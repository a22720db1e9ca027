package chat.parley.node.dialect.text;

import chat.parley.node.config.Template;
import chat.parley.node.dialect.Exchange;
import chat.parley.node.dialect.RecentLines;
import chat.parley.node.name.People.Claimed;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomCommand;
import chat.parley.wire.Nick;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** How one connection comes to its name, and with it into the room. */
final class Naming {
    private static final String TRY_AGAIN = "The name cannot be given out at the moment: try again";

    private final TextDialect dialect;

    Naming(TextDialect dialect) {
        this.dialect = dialect;
    }

    /** By the peer's address. */
    void byAddress(Exchange exchange) {
        byAddress(exchange, 1);
    }

    /** The same address may be seen on two nodes at once: then there is a further nick. */
    private void byAddress(Exchange exchange, int further) {
        var session = exchange.session();
        var nick = further == 1
                ? Optional.of(NameMapping.nickOf(session.host(), session.port()))
                : NameMapping.nickOf(session.host(), session.port(), further);
        if (nick.isEmpty() || further > 9) {
            session.end("Somebody else is here from your address already: connect again");
            return;
        }
        var person = person(exchange, nick.get(), TextDialect.address(session));
        exchange.register(person, result -> {
            switch (result) {
                case HELD -> join(exchange);
                case TAKEN -> byAddress(exchange, further + 1);
                case UNAVAILABLE -> session.end(TRY_AGAIN);
            }
        });
    }

    /** By a name that the client gave. */
    void register(String given, Exchange exchange) {
        var name = NameMapping.normal(given);
        withNick(name, exchange, fault -> refuse(exchange, fault), nick -> {
            exchange.register(person(exchange, nick, name), result -> {
                if (result == Claimed.Result.HELD) {
                    dialect.nowNamed();
                    join(exchange);
                } else {
                    refuse(exchange, words(result, name));
                }
            });
        });
    }

    /**
     * Takes another name.
     *
     * @param refused gets why it cannot be
     */
    void rename(String given, Exchange exchange, Consumer<String> refused, Runnable then) {
        var name = NameMapping.normal(given);
        withNick(name, exchange, refused, nick -> {
            if (nick.text().equals(dialect.person().nick().text())) {
                describe(name, exchange, then);
            } else {
                rename(name, nick, exchange, refused, then);
            }
        });
    }

    private void rename(String name, Nick nick, Exchange exchange, Consumer<String> refused, Runnable then) {
        exchange.rename(nick, result -> {
            if (result == Claimed.Result.HELD) {
                if (!dialect.isNamed()) {
                    dialect.nowNamed();
                    tellConsole();
                }
                describe(name, exchange, then);
            } else {
                refused.accept(words(result, name));
            }
        });
    }

    /** A nick may not tell the whole name; the real name does. */
    private void describe(String name, Exchange exchange, Runnable then) {
        var person = dialect.person();
        if (person.realName().equals(name)) {
            then.run();
        } else {
            exchange.change(new PersonChange.RealNameChanged(person.identity(), person.withRealName(name)), then);
        }
    }

    private void withNick(String name, Exchange exchange, Consumer<String> refused, Consumer<Nick> then) {
        int maxBytes = exchange.session().config().limits().realNameBytes();
        var fault = dialect.wording().fault(name, maxBytes);
        if (fault == null) {
            then.accept(NameMapping.nickOf(name));
        } else {
            refused.accept(fill(dialect.wording().words().notAllowed(), PlainText.plain(name), fault));
        }
    }

    private String words(Claimed.Result result, String name) {
        return result == Claimed.Result.TAKEN ? fill(dialect.wording().words().taken(), name, "") : TRY_AGAIN;
    }

    private String fill(Template words, String name, String reason) {
        return dialect.wording().fill(words, Map.of("name", name, "reason", reason));
    }

    private void refuse(Exchange exchange, String why) {
        if (dialect.mayTryAnotherName()) {
            exchange.reply(dialect.notice(why));
            exchange.reply(dialect.wording().say(dialect.wording().words().ask(), Map.of()));
        } else {
            exchange.session().end(why);
        }
    }

    private Person person(Exchange exchange, Nick nick, String name) {
        var session = exchange.session();
        var config = session.config();
        var username = dialect.preset().username();
        var shown = username.substring(
                0, Math.min(username.length(), config.limits().usernameBytes()));
        return new Person(
                new Identity(session.id(), nick, shown, session.host()),
                0,
                name,
                config.serverName(),
                dialect.name(),
                null,
                false,
                false,
                dialect.clock().millis());
    }

    private void join(Exchange exchange) {
        var person = dialect.person();
        var room = dialect.room();
        exchange.room(room, new RoomCommand.Join(person, room, null), null, outcome -> {
            if (outcome instanceof Outcome.Refused || outcome instanceof Outcome.Unknown) {
                exchange.session().end(Refusals.words(outcome, room.text()));
                return;
            }
            RecentLines.show(exchange, room, dialect.roomEncoder(), () -> {});
            if (dialect.isNamed()) {
                tellConsole();
            }
        });
    }

    private void tellConsole() {
        var session = dialect.session();
        dialect.console()
                .named(
                        dialect.nameOf(dialect.person()),
                        TextDialect.address(session),
                        dialect.room().text());
    }
}
