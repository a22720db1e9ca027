package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.LIMITS;
import static chat.parley.node.room.RoomScenario.person;

import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Random people of three nodes who ask a room for anything, and what the room hears of them besides: that they have changed, have gone, are
 * back. The same random numbers give the same traffic.
 */
final class RoomTraffic {
    static final List<Long> NODES = List.of(1L, 2L, 3L);
    /** Fewer than people, so that it happens that two are known by one. */
    static final List<Nick> NICKS = Stream.of("ann", "Ben", "cat", "dan", "eve", "Fay", "gus")
            .map(Nick::of)
            .toList();

    private static final List<String> ARGUMENTS =
            List.of("ann", "BEN", "cat", "zoe", "*!*@*.example", "a*", "two words", "", "3", "7", "key", "other");
    private static final String MODES = "beIiklmnstovx";

    private final Random random;
    private final RoomKey key;
    private final RoomState state;
    private final List<Person> people;
    private long nowMillis;
    private long seq;

    RoomTraffic(Random random, RoomKey key, long startMillis) {
        this.random = random;
        this.key = key;
        state = RoomState.empty(key);
        nowMillis = startMillis;
        people = new ArrayList<>(LongStream.range(0, 10)
                .mapToObj(i -> person(any(NICKS).text(), new PersonId(any(NODES), i)))
                .toList());
    }

    /**
     * One thing that was asked or told, with the state after it.
     *
     * @param early who has changed, as the nodes know before the room does
     * @param quitting who has quit, as the nodes know before the room does
     * @param asked {@code null} where the room was told something
     */
    record Step(
            RoomState state,
            List<Person> early,
            List<PersonId> quitting,
            @Nullable Asked asked,
            Optional<Entry> entry) {}

    record Asked(Person author, RoomCommand command, Decision decision) {}

    Step next() {
        return random.nextInt(5) == 0 ? hear() : ask();
    }

    private Step ask() {
        var author = any(people);
        var command = command(author);
        var decision = decide(author, command);
        var entry = decision instanceof Decision.Happens happens
                ? Optional.of(apply(happens.event()))
                : Optional.<Entry>empty();
        return new Step(state, List.of(), List.of(), new Asked(author, command, decision), entry);
    }

    Decision decide(Person author, RoomCommand command) {
        return RoomRules.decide(state, author.id(), command, LIMITS, true);
    }

    /** Decides some command and does not let it happen. */
    void decideAny() {
        var author = any(people);
        decide(author, command(author));
    }

    /** A change is known by the nodes at once and by the room only in most cases: or never, because of a newer one. */
    private Step hear() {
        var index = random.nextInt(people.size());
        var person = people.get(index);
        switch (random.nextInt(8)) {
            case 0 -> {
                people.set(index, person(any(NICKS).text(), new PersonId(any(NODES), 100 + seq)));
                return told(List.of(), List.of(person.id()), new RoomEvent.Left(person.id()));
            }
            case 1 -> {
                return told(List.of(), List.of(), new RoomEvent.Restored(person, new Roles(random.nextInt(4))));
            }
            case 7 -> {
                return told(List.of(), List.of(), new RoomEvent.Erased());
            }
            default -> {
                var changed = random.nextBoolean() ? person.withNick(any(NICKS)) : person.withAway("tea");
                people.set(index, changed);
                return random.nextInt(3) == 0
                        ? new Step(state, List.of(changed), List.of(), null, Optional.empty())
                        : told(List.of(changed), List.of(), new RoomEvent.Described(changed));
            }
        }
    }

    private Step told(List<Person> early, List<PersonId> quitting, RoomEvent event) {
        return new Step(state, early, quitting, null, Optional.of(apply(event)));
    }

    private Entry apply(RoomEvent event) {
        seq++;
        nowMillis += random.nextInt(1000);
        var entry = new Entry(1, seq, nowMillis, null, 0, null, event);
        state.apply(entry);
        return entry;
    }

    private RoomCommand command(Person author) {
        var who = author.identity();
        return switch (random.nextInt(12)) {
            case 0, 1, 2 ->
                new RoomCommand.Join(
                        author,
                        RoomName.of(key.entityId()),
                        random.nextInt(3) > 0 ? state.modes().key() : any(ARGUMENTS));
            case 3 -> new RoomCommand.Part("bye");
            case 4 -> new RoomCommand.Say(who, any(List.of(SayKind.values())), "hi", null, Tags.NONE);
            case 6 -> new RoomCommand.SetTopic(who, any(List.of("", "tea", "coffee")));
            case 7 -> new RoomCommand.Kick(who, any(NICKS), "out");
            case 5 -> new RoomCommand.Redact(who, 1, 1, any(people).id(), "oops");
            case 8 -> new RoomCommand.Invite(who, any(people).identity());
            default ->
                new RoomCommand.ChangeModes(
                        who,
                        Stream.generate(this::modeChange)
                                .limit(1 + random.nextInt(4))
                                .toList());
        };
    }

    private ModeChange modeChange() {
        var mode = MODES.charAt(random.nextInt(MODES.length()));
        return new ModeChange(random.nextInt(3) > 0, mode, random.nextInt(8) == 0 ? null : any(ARGUMENTS));
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
