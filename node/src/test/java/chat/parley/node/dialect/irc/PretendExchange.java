package chat.parley.node.dialect.irc;

import chat.parley.node.config.PasswordHash;
import chat.parley.node.dialect.Exchange;
import chat.parley.node.dialect.Session;
import chat.parley.node.name.Census;
import chat.parley.node.name.Holder;
import chat.parley.node.name.People.Claimed;
import chat.parley.node.name.People.FormerHolder;
import chat.parley.node.name.PersonMail;
import chat.parley.node.name.Profile;
import chat.parley.node.name.Survey;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.room.HistoryRequest;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.Refusal;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomHistory;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomMatches;
import chat.parley.node.room.RoomState;
import chat.parley.node.room.RoomSummary;
import chat.parley.node.room.RoomView;
import chat.parley.node.room.TextQuery;
import chat.parley.wire.Glob;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** One request to a {@link PretendNode}: everything is done at once, in the order in which it is asked. */
record PretendExchange(PretendNode node, IrcClient client) implements Exchange {
    private static final long IDLE_MILLIS = 5_000;

    @Override
    public Session session() {
        return client;
    }

    @Override
    public void reply(ByteString frames) {
        client.write(frames);
    }

    @Override
    public void room(RoomName room, RoomCommand command, @Nullable String label, Consumer<Outcome> then) {
        then.accept(node.ask(client, RoomKey.of(room), command, label));
    }

    @Override
    public void person(Nick to, RoomCommand.Say say, @Nullable String label, Consumer<Outcome> then) {
        var other = node.find(to);
        then.accept(
                other.isEmpty()
                        ? new Outcome.Refused(Refusal.NO_SUCH_PERSON, "")
                        : node.ask(
                                client,
                                RoomKey.Conversation.between(
                                        client.id(), other.get().id()),
                                say.addressedTo(other.get().someone().nick()),
                                label));
    }

    @Override
    public void look(RoomName room, Function<RoomView, ByteString> look, Runnable then) {
        client.write(look.apply(node.room(RoomKey.of(room))));
        then.run();
    }

    /** Members read everything; who may read what is the core's concern, and tested there. */
    @Override
    public void history(RoomName room, HistoryRequest request, Consumer<RoomHistory> then) {
        node.asked.add(request);
        var key = RoomKey.of(room);
        var entries = node.history(key);
        if (!client.rooms().containsKey(room)) {
            then.accept(RoomHistory.Refused.INSTANCE);
            return;
        }
        for (var place : request.named()) {
            if (entries.stream().noneMatch(entry -> entry.seq() == place.seq())) {
                then.accept(new RoomHistory.NoSuchMessage(place));
                return;
            }
        }
        then.accept(new RoomHistory.Page(
                key, node.room(key).displayName(), request.query().of(entries)));
    }

    @Override
    public void search(RoomName room, TextQuery query, Consumer<Optional<RoomMatches>> then) {
        var key = RoomKey.of(room);
        var found = query.of(node.history(key));
        then.accept(Optional.of(new RoomMatches(new RoomHistory.Page(key, room.text(), found), 0)));
    }

    @Override
    public void readMarker(RoomName room, long atLeastMillis, Consumer<OptionalLong> then) {
        var key = client.someone().nick().folded() + " " + room.folded();
        then.accept(OptionalLong.of(node.readMarkers.merge(key, atLeastMillis, Math::max)));
    }

    @Override
    public void register(Person person, Consumer<Claimed.Result> then) {
        var result = node.claim(client, person.nick());
        if (result == Claimed.Result.HELD) {
            client.person = person;
        }
        then.accept(result);
    }

    @Override
    public void rename(Nick nick, Consumer<Claimed.Result> then) {
        var result = node.claim(client, nick);
        if (result == Claimed.Result.HELD) {
            var before = client.someone();
            client.person = before.withNick(nick);
            node.tell(client, new PersonChange.Renamed(before.identity(), client.someone()));
        }
        then.accept(result);
    }

    @Override
    public void change(PersonChange change, Runnable then) {
        if (change instanceof PersonChange.AwayChanged away) {
            client.person = away.now();
        } else if (change instanceof PersonChange.RealNameChanged changed) {
            client.person = changed.now();
        } else if (change instanceof PersonChange.DetailsChanged details) {
            client.person = details.now();
        }
        node.tell(client, change);
        then.run();
    }

    @Override
    public void find(List<Nick> nicks, Consumer<Map<Nick, Holder>> then) {
        var found = new LinkedHashMap<Nick, Holder>();
        for (var nick : nicks) {
            node.find(nick).ifPresent(other -> found.put(nick, holderOf(other)));
        }
        then.accept(found);
    }

    /** Nobody writes to the mailbox here: mail goes by the holder's id. */
    @SuppressWarnings("NullAway")
    private static Holder holderOf(IrcClient other) {
        ActorRef<PersonMail> nobody = null;
        return new Holder(other.someone().nick(), other.id(), nobody);
    }

    @Override
    public void profile(Nick nick, Consumer<Optional<Profile>> then) {
        then.accept(node.find(nick).map(this::profileOf));
    }

    private Profile profileOf(IrcClient other) {
        var rooms = new ArrayList<Profile.InRoom>();
        other.rooms()
                .forEach((room, standing) -> rooms.add(new Profile.InRoom(room, standing.roles(), standing.secret())));
        return new Profile(other.someone(), IDLE_MILLIS, other.secure(), rooms);
    }

    @Override
    public void people(String pattern, boolean operatorsOnly, int limit, Consumer<Survey.Result<Person>> then) {
        var glob = Glob.of(pattern);
        var found = node.clients().stream()
                .filter(other -> other.person != null)
                .map(IrcClient::someone)
                .filter(person -> person.operator() || !operatorsOnly)
                .filter(person -> textsOf(person).anyMatch(glob::matches))
                .toList();
        then.accept(upTo(limit, found));
    }

    private static <T> Survey.Result<T> upTo(int limit, List<T> all) {
        return new Survey.Result<>(all.stream().limit(limit).toList(), all.size() <= limit);
    }

    private static Stream<String> textsOf(Person person) {
        var identity = person.identity();
        return Stream.of(
                identity.nick().text(),
                identity.username(),
                identity.host(),
                identity.hostmask(),
                person.realName(),
                person.server());
    }

    @Override
    public void rooms(Consumer<Survey.Result<RoomSummary>> then) {
        var rooms = new ArrayList<>(node.summaries);
        for (var state : node.rooms().values()) {
            if (state.key() instanceof RoomKey.Named named && !state.members().isEmpty()) {
                rooms.add(summaryOf(named.name(), state));
            }
        }
        rooms.sort(Comparator.comparing(RoomSummary::room));
        then.accept(upTo(node.config.limits().listedRooms(), rooms));
    }

    private static RoomSummary summaryOf(RoomName name, RoomState state) {
        var topic = state.topic();
        return new RoomSummary(
                name,
                state.displayName(),
                state.members().size(),
                topic == null ? "" : topic.text(),
                state.modes().secret(),
                state.createdMillis(),
                topic == null ? 0 : topic.timeMillis());
    }

    @Override
    public void formerly(Nick nick, int limit, Consumer<List<FormerHolder>> then) {
        then.accept(node.former.stream()
                .filter(holder -> holder.identity().nick().equals(nick))
                .limit(limit)
                .toList());
    }

    @Override
    public void census(Consumer<List<Census>> then) {
        then.accept(List.copyOf(node.census));
    }

    @Override
    public void mail(Holder to, PersonMail mail) {
        node.asked.add(mail);
        node.find(to.nick()).ifPresent(other -> other.write(other.dialect().mail(mail, other)));
    }

    @Override
    public void verify(String password, PasswordHash hash, Consumer<Boolean> then) {
        then.accept(hash.matches(password));
    }
}
