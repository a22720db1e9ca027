package chat.parley.node.dialect.irc;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.name.Census;
import chat.parley.node.name.People.Claimed;
import chat.parley.node.name.People.FormerHolder;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Decision;
import chat.parley.node.room.Entry;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomRules;
import chat.parley.node.room.RoomState;
import chat.parley.node.room.RoomSummary;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A core that answers at once: the true rules and states of rooms, and nothing else of a node. So a test reads as the lines of IRC clients. What
 * the core is asked is noted in {@link #asked}, and its answers can be scripted.
 */
final class PretendNode {
    static final Instant NOW = Instant.parse("2026-01-31T12:59:59.007Z");

    final NodeConfig config;
    final IrcServer server;

    /** What the core was asked, in order. */
    final List<Object> asked = new ArrayList<>();

    /** What rooms answer next, instead of what they would. */
    final Deque<Outcome> outcomes = new ArrayDeque<>();

    /** What a claim of a name is answered next, instead of what it would. */
    final Deque<Claimed.Result> claims = new ArrayDeque<>();

    /** How far the names have read the rooms. */
    final Map<String, Long> readMarkers = new LinkedHashMap<>();

    final List<FormerHolder> former = new ArrayList<>();
    final List<Census> census = new ArrayList<>();
    final List<RoomSummary> summaries = new ArrayList<>();

    private final List<IrcClient> clients = new ArrayList<>();
    private final Map<RoomKey, RoomState> rooms = new LinkedHashMap<>();
    private final Map<RoomKey, List<Entry>> histories = new LinkedHashMap<>();
    private Instant now = NOW;
    private long connections;
    private long seq;

    private PretendNode(NodeConfig config) {
        this.config = config;
        this.server = IrcServer.of(config, new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
        census.add(new Census(1, server.name(), 2, 0, 0, 1, 1, false));
    }

    static PretendNode start() {
        return start("");
    }

    /** With this configuration over the defaults and {@code irc.example} as its name. */
    static PretendNode start(String hocon) {
        try {
            return new PretendNode(
                    NodeConfig.ofText("parley.server-name = irc.example, parley.network-name = Example\n" + hocon));
        } catch (ConfigFaults faults) {
            throw new AssertionError(faults);
        }
    }

    /** A connection that has said nothing yet. */
    IrcClient connect() {
        var client = new IrcClient(this, new PersonId(1, ++connections));
        clients.add(client);
        return client;
    }

    /** Somebody who has registered with these capabilities, and has read the welcome. */
    IrcClient join(String nick, String... capabilities) {
        var client = connect();
        if (capabilities.length > 0) {
            client.send("CAP REQ :" + String.join(" ", capabilities));
        }
        client.send("NICK " + nick, "USER " + nick + " 0 * :" + nick + " of Example", "CAP END");
        client.reads();
        return client;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    long nowMillis() {
        return now.toEpochMilli();
    }

    // What the core does

    RoomState room(RoomKey key) {
        return rooms.computeIfAbsent(key, RoomState::empty);
    }

    RoomState room(String name) {
        return room(RoomKey.of(RoomName.of(name)));
    }

    /** What has happened in a room. */
    List<Entry> history(RoomKey key) {
        return histories.getOrDefault(key, List.of());
    }

    Optional<IrcClient> find(Nick nick) {
        return clients.stream().filter(client -> client.isCalled(nick)).findFirst();
    }

    Outcome ask(IrcClient author, RoomKey key, RoomCommand command, @Nullable String label) {
        asked.add(command);
        var scripted = outcomes.poll();
        if (scripted != null) {
            return scripted;
        }
        var state = room(key);
        boolean fresh = state.createdMillis() == 0;
        var decision = RoomRules.decide(state, author.id(), command, config.limits(), fresh);
        if (decision instanceof Decision.Happens happens) {
            happens(author, state, label, happens.event());
            return happens.besides().isEmpty() ? Outcome.Done.INSTANCE : refused(happens.besides());
        }
        return decision instanceof Decision.Refused refused ? refused(refused.reasons()) : Outcome.Unchanged.INSTANCE;
    }

    private static Outcome refused(List<Outcome.Refused> reasons) {
        var first = reasons.get(0);
        return new Outcome.Refused(first.reason(), first.detail(), reasons.subList(1, reasons.size()));
    }

    private void happens(IrcClient author, RoomState state, @Nullable String label, RoomEvent event) {
        var before = audience(state);
        var entry = new Entry(1, ++seq, nowMillis(), author.id(), 1, label, event);
        state.apply(entry);
        histories.computeIfAbsent(state.key(), key -> new ArrayList<>()).add(entry);
        before.addAll(
                audience(state).stream().filter(one -> !before.contains(one)).toList());
        before.stream()
                .filter(receiver -> receiver != author && hears(state, receiver, event))
                .forEach(receiver ->
                        receiver.write(receiver.dialect().roomEncoder().shown(entry, state)));
        author.write(author.dialect().roomEncoder().own(entry, state));
    }

    private static boolean hears(RoomState state, IrcClient receiver, RoomEvent event) {
        if (event instanceof RoomEvent.Said said && said.atLeast() != null) {
            var member = state.member(receiver.id());
            return member != null && member.roles().atLeast(said.atLeast());
        }
        return true;
    }

    private List<IrcClient> audience(RoomState state) {
        return new ArrayList<>(clients.stream()
                .filter(client -> state.key() instanceof RoomKey.Conversation talk
                        ? talk.has(client.id())
                        : state.member(client.id()) != null)
                .toList());
    }

    Claimed.Result claim(IrcClient claimant, Nick nick) {
        var scripted = claims.poll();
        if (scripted != null) {
            return scripted;
        }
        return find(nick).filter(holder -> holder != claimant).isPresent() ? Claimed.Result.TAKEN : Claimed.Result.HELD;
    }

    /** Tells everybody who shares a room, once. */
    void tell(IrcClient changed, PersonChange change) {
        asked.add(change);
        var told = new ArrayList<IrcClient>();
        for (var state : rooms.values()) {
            if (state.key() instanceof RoomKey.Named && state.member(changed.id()) != null) {
                told.addAll(audience(state).stream()
                        .filter(one -> one != changed && !told.contains(one))
                        .toList());
                var person = changed.person();
                if (person != null) {
                    state.describe(person);
                }
            }
        }
        told.forEach(one -> one.write(one.dialect().personEncoder().shown(change)));
    }

    List<IrcClient> clients() {
        return clients;
    }

    Map<RoomKey, RoomState> rooms() {
        return rooms;
    }
}
