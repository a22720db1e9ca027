package chat.parley.node.room;

import chat.parley.node.config.NodeConfig.Limits;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A room without its actor: each call asks something of it as a person would, lets what is decided happen, and returns the decision. So a test
 * reads as what people did, and what became of it.
 */
final class RoomScenario {
    /** Small bounds, to meet them soon: three masks in a list, keys of eight bytes; the rules look at no others. */
    static final Limits LIMITS = new Limits(0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0);

    static final long EPOCH = 1;
    static final long START_MILLIS = 1_700_000_000_000L;

    private final RoomState state;
    private final boolean fresh;
    private long seq;

    private RoomScenario(RoomKey key, boolean fresh) {
        this.state = RoomState.empty(key);
        this.fresh = fresh;
    }

    /** A room that has never been before. */
    static RoomScenario newRoom(String name) {
        return new RoomScenario(RoomKey.of(RoomName.of(name)), true);
    }

    /** A room of which nobody can say that it has never been before. */
    static RoomScenario knownRoom(String name) {
        return new RoomScenario(RoomKey.of(RoomName.of(name)), false);
    }

    static RoomScenario conversation(Person one, Person other) {
        return new RoomScenario(RoomKey.Conversation.between(one.id(), other.id()), true);
    }

    /** {@code nick!nick@nick.example}, connected to node 1. */
    static Person person(String nick) {
        return person(nick, new PersonId(1, nick.hashCode()));
    }

    static Person person(String nick, PersonId id) {
        var identity = new Identity(id, Nick.of(nick), nick, nick + ".example");
        return new Person(identity, 0, nick, "node.example", "irc", null, false, false, START_MILLIS);
    }

    Decision join(Person who) {
        return join(who, null);
    }

    Decision join(Person who, @Nullable String key) {
        return asks(who, new RoomCommand.Join(who, RoomName.of(state.displayName()), key));
    }

    Decision part(Person who) {
        return asks(who, new RoomCommand.Part("bye"));
    }

    Decision say(Person who, String text) {
        return asks(who, new RoomCommand.Say(who.identity(), SayKind.MESSAGE, text, null, Tags.NONE));
    }

    Decision sayTo(Role atLeast, Person who, String text) {
        return asks(who, new RoomCommand.Say(who.identity(), SayKind.MESSAGE, text, atLeast, Tags.NONE));
    }

    Decision topic(Person who, String topic) {
        return asks(who, new RoomCommand.SetTopic(who.identity(), topic));
    }

    /** As one types it: {@code mode(alice, "+mo-k", "bob")}. */
    Decision mode(Person who, String modes, String... arguments) {
        return asks(who, new RoomCommand.ChangeModes(who.identity(), changes(modes, arguments)));
    }

    Decision kick(Person who, String target) {
        return asks(who, new RoomCommand.Kick(who.identity(), Nick.of(target), "out"));
    }

    Decision invite(Person who, Person target) {
        return asks(who, new RoomCommand.Invite(who.identity(), target.identity()));
    }

    Decision asks(Person who, RoomCommand command) {
        var decision = RoomRules.decide(state, who.id(), command, LIMITS, fresh);
        if (decision instanceof Decision.Happens happens) {
            happens(happens.event());
        }
        return decision;
    }

    /** What the room does by itself, or what a replica is told; a second of the room's time goes by with each event. */
    Entry happens(RoomEvent event) {
        seq++;
        var entry = new Entry(EPOCH, seq, START_MILLIS + 1000 * seq, null, 0, null, event);
        state.apply(entry);
        return entry;
    }

    RoomState state() {
        return state;
    }

    Member member(Person who) {
        return Objects.requireNonNull(state.member(who.id()), who.nick() + " is not here");
    }

    List<String> nicks() {
        return state.members().stream()
                .map(member -> member.roles().prefix() + member.person().nick())
                .toList();
    }

    List<String> masks(char mode) {
        return state.list(mode).stream().map(RoomView.ListEntry::mask).toList();
    }

    static Decision happened(RoomEvent event) {
        return new Decision.Happens(event);
    }

    static Decision nothing() {
        return Decision.NothingToDo.INSTANCE;
    }

    static Decision refused(Refusal reason) {
        return refused(reason, "");
    }

    static Decision refused(Refusal reason, String detail) {
        return new Decision.Refused(reason, detail);
    }

    private static List<ModeChange> changes(String modes, String... arguments) {
        var left = new ArrayDeque<>(List.of(arguments));
        var changes = new ArrayList<ModeChange>();
        var add = true;
        for (var i = 0; i < modes.length(); i++) {
            var mode = modes.charAt(i);
            if (mode == '+' || mode == '-') {
                add = mode == '+';
            } else {
                var takes = "beIov".indexOf(mode) >= 0 || (add && "kl".indexOf(mode) >= 0);
                changes.add(new ModeChange(add, mode, takes ? left.poll() : null));
            }
        }
        return changes;
    }
}
