package chat.parley.node.user;

import chat.parley.node.name.Holder;
import chat.parley.node.name.PersonMail;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.Refusal;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.Nick;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Private messages on their way: the directory is asked who has the name, once for all messages of a turn, and the message goes to the conversation
 * with that person. Whatever the order of the directory's answers, messages go in the order in which they were written. Used by the user's actor
 * only.
 */
final class Letters {
    private final PersonId self;
    private final Finder finder;
    private final RoomLinks links;

    // Mutable state
    private final ArrayDeque<Letter> letters = new ArrayDeque<>(1);
    private final Map<Nick, Address> asked = new HashMap<>(2);

    /** One question to the directory; {@code answered} is true too, with an empty answer, when its time is over. */
    private static final class Address {
        private final Nick nick;
        private boolean answered;
        private Optional<List<Holder>> answer = Optional.empty();

        Address(Nick nick) {
            this.nick = nick;
        }
    }

    private record Letter(
            Address address, RoomCommand.Say say, @Nullable String label, Consumer<Outcome> then) {}

    Letters(PersonId self, Finder finder, RoomLinks links) {
        this.self = self;
        this.finder = finder;
        this.links = links;
    }

    void send(Nick to, RoomCommand.Say say, @Nullable String label, Consumer<Outcome> then) {
        letters.add(new Letter(asked.computeIfAbsent(to, this::find), say, label, then));
    }

    /** Who writes again asks again: meanwhile the peer may have seen that the name has passed to somebody else. */
    void endTurn() {
        if (!asked.isEmpty()) {
            asked.clear();
        }
    }

    private Address find(Nick nick) {
        var address = new Address(nick);
        finder.ask(List.of(nick), answer -> {
            address.answered = true;
            address.answer = answer;
            sendReady();
        });
        return address;
    }

    private void sendReady() {
        for (var first = letters.peekFirst(); first != null && first.address.answered; first = letters.peekFirst()) {
            letters.removeFirst();
            send(first, first.address.answer);
        }
    }

    private void send(Letter letter, Optional<List<Holder>> answer) {
        if (answer.isEmpty()) {
            letter.then.accept(new Outcome.Refused(Refusal.BUSY, letter.address.nick.text()));
            return;
        }
        var nick = letter.address.nick;
        var holder =
                answer.get().stream().filter(one -> one.nick().equals(nick)).findFirst();
        if (holder.isEmpty()) {
            letter.then.accept(new Outcome.Refused(Refusal.NO_SUCH_PERSON, nick.text()));
            return;
        }
        var mailbox = holder.get().mailbox();
        var conversation = RoomKey.Conversation.between(self, holder.get().id());
        links.converse(
                conversation,
                letter.say.addressedTo(holder.get().nick()),
                letter.label,
                () -> mailbox.tell(new PersonMail.Summoned(conversation)),
                letter.then);
    }
}
