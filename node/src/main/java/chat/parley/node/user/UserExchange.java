package chat.parley.node.user;

import chat.parley.node.config.PasswordHash;
import chat.parley.node.dialect.Exchange;
import chat.parley.node.dialect.Session;
import chat.parley.node.name.Census;
import chat.parley.node.name.Holder;
import chat.parley.node.name.People;
import chat.parley.node.name.PersonMail;
import chat.parley.node.name.Profile;
import chat.parley.node.name.Survey;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.room.HistoryRequest;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomHistory;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomMatches;
import chat.parley.node.room.RoomSummary;
import chat.parley.node.room.RoomView;
import chat.parley.node.room.TextQuery;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** One request of a user, from its beginning until nothing of it is outstanding: its place in line, and the parts that do what it asks. */
final class UserExchange implements Exchange {
    private final Parts parts;
    private final Exchanges.Slot slot;

    /** What the exchanges of one user work with. */
    record Parts(
            UserSession session,
            Exchanges exchanges,
            RoomLinks links,
            Letters letters,
            Finder finder,
            Naming naming,
            Lookups lookups,
            Histories histories,
            Pacing pacing) {}

    UserExchange(Parts parts, Exchanges.Slot slot) {
        this.parts = parts;
        this.slot = slot;
    }

    @Override
    public Session session() {
        return parts.session();
    }

    @Override
    public void reply(ByteString frames) {
        slot.reply(frames);
    }

    /** Only who is first in line can be paced; the answer of another one waits whole. */
    @Override
    public void replyPaced(Iterator<ByteString> pieces) {
        if (parts.exchanges().isFirst(slot) && !slot.isPaused()) {
            parts.exchanges().release();
            slot.pause();
            parts.pacing().begin(pieces, awaiting(slot::resume));
        } else {
            pieces.forEachRemaining(this::reply);
        }
    }

    @Override
    public void room(RoomName room, RoomCommand command, @Nullable String label, Consumer<Outcome> then) {
        parts.exchanges().release();
        noteSaying(command);
        parts.links().ask(RoomKey.of(room), command, label, slot.awaiting(then));
    }

    @Override
    public void person(Nick to, RoomCommand.Say say, @Nullable String label, Consumer<Outcome> then) {
        parts.exchanges().release();
        noteSaying(say);
        parts.letters().send(to, say, label, slot.awaiting(then));
    }

    private void noteSaying(RoomCommand command) {
        if (command instanceof RoomCommand.Say) {
            parts.session().said();
        }
    }

    @Override
    public void look(RoomName room, Function<RoomView, ByteString> look, Runnable then) {
        parts.exchanges().release();
        parts.links().look(room, look, awaiting(then));
    }

    @Override
    public void history(RoomName room, HistoryRequest request, Consumer<RoomHistory> then) {
        parts.exchanges().release();
        parts.histories().read(room, request, slot.awaiting(then));
    }

    @Override
    public void search(RoomName room, TextQuery query, Consumer<Optional<RoomMatches>> then) {
        parts.exchanges().release();
        parts.histories().search(room, query, slot.awaiting(then));
    }

    @Override
    public void readMarker(RoomName room, long atLeastMillis, Consumer<OptionalLong> then) {
        parts.exchanges().release();
        var me = Objects.requireNonNull(session().person(), "before registration");
        parts.lookups().readMarker(me.nick(), room, atLeastMillis, slot.awaiting(then));
    }

    @Override
    public void register(Person person, Consumer<People.Claimed.Result> then) {
        parts.naming().register(person, slot.awaiting(then));
    }

    @Override
    public void rename(Nick nick, Consumer<People.Claimed.Result> then) {
        parts.naming().rename(nick, slot.awaiting(then));
    }

    @Override
    public void change(PersonChange change, Runnable then) {
        parts.naming().change(change, awaiting(then));
    }

    @Override
    public void find(List<Nick> nicks, Consumer<Map<Nick, Holder>> then) {
        parts.finder().find(nicks, slot.awaiting(then));
    }

    @Override
    public void profile(Nick nick, Consumer<Optional<Profile>> then) {
        parts.lookups().profile(nick, slot.awaiting(then));
    }

    @Override
    public void people(String pattern, boolean operatorsOnly, int limit, Consumer<Survey.Result<Person>> then) {
        parts.lookups().people(pattern, operatorsOnly, limit, slot.awaiting(then));
    }

    @Override
    public void rooms(Consumer<Survey.Result<RoomSummary>> then) {
        parts.lookups().rooms(slot.awaiting(then));
    }

    @Override
    public void formerly(Nick nick, int limit, Consumer<List<People.FormerHolder>> then) {
        parts.lookups().formerly(nick, limit, slot.awaiting(then));
    }

    @Override
    public void census(Consumer<List<Census>> then) {
        parts.lookups().census(slot.awaiting(then));
    }

    @Override
    public void mail(Holder to, PersonMail mail) {
        to.mailbox().tell(mail);
    }

    @Override
    public void verify(String password, PasswordHash hash, Consumer<Boolean> then) {
        parts.lookups().verify(password, hash, slot.awaiting(then));
    }

    private Runnable awaiting(Runnable then) {
        var awaited = slot.<Boolean>awaiting(done -> then.run());
        return () -> awaited.accept(true);
    }
}
