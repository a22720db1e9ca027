package chat.parley.node.dialect.text;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.dialect.Dialect;
import chat.parley.node.name.People.Claimed;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonEncoder;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Decision;
import chat.parley.node.room.Entry;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomRules;
import chat.parley.node.room.RoomState;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A core that answers at once: the true rules and states of rooms, everybody on one node, and text programs of all kinds. */
final class ChatScene {
    static final RoomName LOBBY = RoomName.of("#lobby");

    /** 2026-01-31 12:59:59 in the time zone of the scene. */
    static final Instant NOW = Instant.parse("2026-01-31T12:59:59Z");

    final NodeConfig config;
    final List<TextClient> clients = new ArrayList<>();
    final Deque<Claimed.Result> claims = new ArrayDeque<>();

    private final Map<String, Supplier<Dialect>> dialects = new HashMap<>();
    private final Map<RoomKey, RoomState> rooms = new LinkedHashMap<>();
    private final Map<RoomKey, List<Entry>> histories = new HashMap<>();
    private long connections;
    private long seq;

    ChatScene() {
        this("");
    }

    /** With this configuration over the defaults. */
    ChatScene(String hocon) {
        try {
            config = NodeConfig.ofText("parley.server-name = chat.example\n" + hocon);
        } catch (ConfigFaults faults) {
            throw new AssertionError(faults);
        }
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        config.textDialects().forEach((name, preset) -> {
            var wording = new Wording(preset, ZoneOffset.UTC);
            dialects.put(name, () -> new TextDialect(wording, new ChatConsole(preset, false), clock));
        });
    }

    /** Somebody has started the program of this preset; they come from port 50001, 50002, … of 192.0.2.1. */
    TextClient connect(String preset) {
        var number = ++connections;
        var dialect = dialects.get(preset);
        if (dialect == null) {
            throw new AssertionError("no preset " + preset);
        }
        var client = new TextClient(this, new PersonId(1, number), dialect.get(), (int) (50_000 + number));
        clients.add(client);
        client.open();
        return client;
    }

    /** Somebody with IRC, without a connection that could be looked at. */
    Person ircPerson(String nick) {
        var id = new PersonId(1, ++connections);
        var person = new Person(
                new Identity(id, Nick.of(nick), nick, "192.0.2.9"),
                0,
                "",
                "chat.example",
                "irc",
                null,
                false,
                false,
                0);
        ask(null, id, RoomKey.of(LOBBY), new RoomCommand.Join(person, LOBBY, null), null);
        return person;
    }

    void says(Person person, String text) {
        says(person, SayKind.MESSAGE, text);
    }

    void says(Person person, SayKind kind, String text) {
        var say = new RoomCommand.Say(person.identity(), kind, text, null, Tags.NONE);
        ask(null, person.id(), RoomKey.of(LOBBY), say, null);
    }

    void does(Person person, RoomCommand command) {
        ask(null, person.id(), RoomKey.of(LOBBY), command, null);
    }

    void quits(Person person) {
        tell(new PersonChange.Quit(person.identity(), "bye"), person);
    }

    RoomState room(RoomKey key) {
        return rooms.computeIfAbsent(key, RoomState::empty);
    }

    /** What has happened in a room. */
    List<Entry> history(RoomKey key) {
        return histories.getOrDefault(key, List.of());
    }

    Map<RoomKey, RoomState> rooms() {
        return rooms;
    }

    Optional<TextClient> find(Nick nick) {
        return clients.stream().filter(client -> client.isCalled(nick)).findFirst();
    }

    Claimed.Result claim(TextClient claimant, Nick nick) {
        var scripted = claims.poll();
        if (scripted != null) {
            return scripted;
        }
        var taken = find(nick).filter(holder -> holder != claimant).isPresent()
                || room(RoomKey.of(LOBBY)).members().stream()
                        .map(member -> member.person())
                        .anyMatch(person ->
                                person.via().equals("irc") && person.nick().equals(nick));
        return taken ? Claimed.Result.TAKEN : Claimed.Result.HELD;
    }

    Outcome ask(@Nullable TextClient author, PersonId id, RoomKey key, RoomCommand command, @Nullable String label) {
        var state = room(key);
        var decision = RoomRules.decide(state, id, command, config.limits(), state.createdMillis() == 0);
        if (decision instanceof Decision.Happens happens) {
            happens(author, id, state, label, happens.event());
            return Outcome.Done.INSTANCE;
        }
        return decision instanceof Decision.Refused refused
                ? new Outcome.Refused(
                        refused.reasons().get(0).reason(),
                        refused.reasons().get(0).detail())
                : Outcome.Unchanged.INSTANCE;
    }

    private void happens(
            @Nullable TextClient author, PersonId id, RoomState state, @Nullable String label, RoomEvent event) {
        var audience = audience(state);
        var entry = new Entry(1, ++seq, NOW.toEpochMilli(), id, 1, label, event);
        state.apply(entry);
        histories.computeIfAbsent(state.key(), key -> new ArrayList<>()).add(entry);
        audience.stream()
                .filter(one -> one != author)
                .forEach(one -> one.write(one.dialect().roomEncoder().shown(entry, state)));
        if (author != null) {
            author.write(author.dialect().roomEncoder().own(entry, state));
        }
        if (event instanceof RoomEvent.Kicked kicked && state.key() instanceof RoomKey.Named named) {
            clients.stream()
                    .filter(one -> one.id().equals(kicked.who().id()))
                    .forEach(one -> one.dialect().gone(named.name(), kicked, one));
        }
    }

    private List<TextClient> audience(RoomState state) {
        return clients.stream()
                .filter(client -> state.key() instanceof RoomKey.Conversation talk
                        ? talk.has(client.id())
                        : state.member(client.id()) != null)
                .toList();
    }

    /** Tells everybody who shares a room, once, as the people actor does. */
    void tell(PersonChange change, Person person) {
        var told = new ArrayList<TextClient>();
        var counts = new HashMap<RoomName, Integer>();
        for (var state : rooms.values()) {
            if (state.key() instanceof RoomKey.Named named && state.member(person.id()) != null) {
                told.addAll(audience(state).stream()
                        .filter(one -> !one.id().equals(person.id()) && !told.contains(one))
                        .toList());
                if (change instanceof PersonChange.Quit) {
                    state.conceal(person.id());
                } else {
                    state.describe(person);
                }
                counts.put(named.name(), state.members().size());
            }
        }
        var around = new PersonEncoder.Surroundings(person, counts);
        told.forEach(one -> one.write(one.dialect().personEncoder().shown(change, around)));
    }
}
