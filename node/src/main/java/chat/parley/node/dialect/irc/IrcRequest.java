package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_NEEDMOREPARAMS;
import static chat.parley.wire.Numeric.ERR_NOTREGISTERED;

import chat.parley.node.dialect.Exchange;
import chat.parley.node.dialect.Request;
import chat.parley.wire.Line;

/** A line with a command that we know. */
record IrcRequest(IrcDialect dialect, Line line, Command command) implements Request {
    /** A message with a label runs alone where its answer may have several lines: to several targets, or to a person who may be away. */
    @Override
    public boolean sideBySide() {
        return command.message() && (dialect.labelOf(line).isEmpty() || MessageCommands.hasOneRoom(line));
    }

    @Override
    public int cost() {
        return command.cost();
    }

    @Override
    public void run(Exchange exchange) {
        if (!dialect.foreign()) {
            new Call(dialect, exchange, line, dialect.labelOf(line).orElse(null)).run(checked(exchange));
        }
    }

    /** The command, or what answers that it cannot be (Modern IRC, ERR_NOTREGISTERED and ERR_NEEDMOREPARAMS). */
    private Command checked(Exchange exchange) {
        if (exchange.session().person() == null && !command.beforeRegistration()) {
            return answering(
                    call -> call.numeric(ERR_NOTREGISTERED, "You have not registered: send NICK and USER first"));
        }
        return line.params().size() < command.minParams()
                ? answering(call ->
                        call.numeric(ERR_NEEDMOREPARAMS, command.name(), "Not enough parameters: " + command.usage()))
                : command;
    }

    private Command answering(Command.Handler handler) {
        return Command.of(command.name(), command.usage(), command.description(), handler);
    }
}
