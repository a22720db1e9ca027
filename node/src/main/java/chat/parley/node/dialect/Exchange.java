package chat.parley.node.dialect;

import chat.parley.node.config.PasswordHash;
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
import chat.parley.node.room.RoomMatches;
import chat.parley.node.room.RoomSummary;
import chat.parley.node.room.RoomView;
import chat.parley.node.room.TextQuery;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. What {@link #reply} is given leaves when everything that was asked before is done, in the order of the requests.
 * Every continuation runs in the user actor, within this exchange, exactly once unless the connection ends before; none is given a failure to
 * handle, because deadlines end in an answer of their own ({@link Outcome.Unknown}, an empty result). A continuation may ask for more.
 *
 * <p>Used in the user actor only. One operation after the other where their written order matters: rooms write own copies and looks directly,
 * at the time when they are done.
 */
public interface Exchange {
    Session session();

    /** Adds bytes to the answer; those of the request that is first in line are written at once. */
    void reply(ByteString frames);

    /**
     * Adds a long answer piece by piece, each when the connection has taken most of those before it: neither the actor nor the send queue is
     * filled by it. The exchange is not over before the last piece is written.
     *
     * @param pieces asked for the next one in the user actor; each at most some KiB
     */
    default void replyPaced(Iterator<ByteString> pieces) {
        pieces.forEachRemaining(this::reply);
    }

    /**
     * Asks a room for something, as a member or from outside.
     *
     * @param label what the author's own copy shall carry (IRCv3 labeled-response)
     */
    void room(RoomName room, RoomCommand command, @Nullable String label, Consumer<Outcome> then);

    /**
     * Says something in the private conversation with {@code to}; refused with {@code NO_SUCH_PERSON} where nobody has that name.
     *
     * @param say without a minimal role; its {@link RoomCommand.Say#to()} is filled in here
     */
    void person(Nick to, RoomCommand.Say say, @Nullable String label, Consumer<Outcome> then);

    /**
     * Reads a room where it is now, and writes what {@code look} makes of it in that place of the room's stream. From outside a room too: the
     * view of a room that does not exist has no members.
     *
     * @param look runs in the replica's actor: it may use what is immutable, and must not keep the view
     * @param then the bytes have been written
     */
    void look(RoomName room, Function<RoomView, ByteString> look, Runnable then);

    /**
     * Reads a page of a room's history, as far as this person may: from the node's replica where that holds it, otherwise from the log, and never
     * through the room itself. Nothing is in it that this person has not been shown or could not have been shown by now.
     */
    void history(RoomName room, HistoryRequest request, Consumer<RoomHistory> then);

    /**
     * Looks for messages in a room, as far as this person may read it.
     *
     * @param then is given nothing where the log did not answer in time
     */
    void search(RoomName room, TextQuery query, Consumer<Optional<RoomMatches>> then);

    /**
     * How far whoever has this person's name has read a room, after it was moved forward. Kept by then.
     *
     * @param atLeastMillis a time since the epoch; 0: it is only asked for
     * @param then is given 0 where nothing was read, and nothing where the log did not answer in time
     */
    void readMarker(RoomName room, long atLeastMillis, Consumer<OptionalLong> then);

    /**
     * Takes the name and becomes one of the people; for an unregistered session.
     *
     * @param then whether the name is now this person's; if so {@link Session#person()} is there
     */
    void register(Person person, Consumer<People.Claimed.Result> then);

    /** Takes another name, tells everybody who shares a room, and gives up the old one. The person's own client is told by the caller. */
    void rename(Nick nick, Consumer<People.Claimed.Result> then);

    /** Tells everybody concerned of AWAY, SETNAME or user modes; {@code change} holds the new state of {@link Session#person()}. */
    void change(PersonChange change, Runnable then);

    /** Who holds these names; those that nobody holds are missing in the answer. */
    void find(List<Nick> nicks, Consumer<Map<Nick, Holder>> then);

    /** What a person's own user actor tells of them. */
    void profile(Nick nick, Consumer<Optional<Profile>> then);

    /**
     * All people of all nodes whose nick, user, host, server, real name or {@code nick!user@host} matches, at most {@code limit} of them; the
     * invisible ones among them, whom the caller leaves out.
     *
     * @param pattern a {@link chat.parley.wire.Glob}
     * @param operatorsOnly only operators of the network
     */
    void people(String pattern, boolean operatorsOnly, int limit, Consumer<Survey.Result<Person>> then);

    /**
     * The rooms of the network by their names, at most {@code parley.limits.listed-rooms}; secret ones among them: the caller leaves out what this
     * person may not see.
     */
    void rooms(Consumer<Survey.Result<RoomSummary>> then);

    /** Who had this name lately, the newest first, at most {@code limit}. */
    void formerly(Nick nick, int limit, Consumer<List<People.FormerHolder>> then);

    /** The counts of every node. */
    void census(Consumer<List<Census>> then);

    /** Sends mail to somebody's user actor. */
    void mail(Holder to, PersonMail mail);

    /** Whether the password is the one that the hash was made of; computed on threads where that may take its time. */
    void verify(String password, PasswordHash hash, Consumer<Boolean> then);
}
