package chat.parley.node.user;

import chat.parley.node.dialect.Dialect;
import chat.parley.node.dialect.Framer;
import chat.parley.node.dialect.Request;
import chat.parley.node.name.Directory;
import chat.parley.node.name.People;
import chat.parley.node.name.PersonMail;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.PersonChange;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomReplica;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * One connection's actor. Takes the frames of the connection in their order, has the dialect make requests of them, and sees to it that answers
 * leave in that order too.
 *
 * <p>There is one of these for each connection, so it is spare: it understands what rooms, names and people tell it without adapters (its messages
 * are {@link Command}s and theirs), its handler table is shared, it has one timer.
 *
 * <p>Whatever it throws is a fault of this program: it is logged, the actor and its connection end, nobody else is concerned (the default
 * supervision: stop).
 */
public final class User extends ExtensibleBehavior<Object> implements UserSession.Control {
    /** What the connection and the listener tell a user. */
    public sealed interface Command {}

    /** The connection is there; the first thing that it tells. */
    public record Attached(Outbound outbound, Inbound inbound) implements Command {}

    /** What one read has completed, at least one frame; to be confirmed. */
    public record Chunk(List<Framer.Frame> frames) implements Command {}

    /** The peer has closed its direction: no more chunks. It can still be written to. */
    public record InputClosed() implements Command {}

    /** Everything delivered has left the queue, as asked by {@link Inbound#tellWhenFlushed}. */
    public record Flushed() implements Command {}

    /** A frame has begun and was not completed in its time. */
    public record Stalled() implements Command {}

    /** The peer reads too slowly: what was queued is thrown away, and only a farewell can still be written. */
    public record Choked() implements Command {}

    /** The connection is over; the last thing that it tells. */
    public record Ended(String reason) implements Command {}

    /** This node leaves: nothing more is begun, what is pending is answered, and the peer is told why and where to go. */
    public record Drain(String reason) implements Command {}

    private record Wake() implements Command {}

    /** What an answer from outside of the actor goes on with. */
    record Continue(Runnable step) implements Command {}

    private static final Wake WAKE = new Wake();

    static final Handlers<User> HANDLERS = new Handlers<User>()
            .on(Chunk.class, User::onChunk)
            .on(InputClosed.class, User::onInputClosed)
            .on(Flushed.class, User::onFlushed)
            .on(Stalled.class, User::onStalled)
            .on(Choked.class, User::onChoked)
            .on(Ended.class, User::onEnded)
            .on(Drain.class, User::onDrain)
            .on(Wake.class, User::onWake)
            .on(Continue.class, User::onContinue)
            .on(RoomAnswer.Entered.class, (user, message) -> user.links.onEntered(message))
            .on(RoomAnswer.Done.class, (user, message) -> user.links.onDone(message))
            .on(RoomAnswer.Answered.class, (user, message) -> user.links.onAnswered(message))
            .on(RoomAnswer.ResendFrom.class, (user, message) -> user.links.onResendFrom(message))
            .on(RoomAnswer.Standing.class, (user, message) -> user.links.onStanding(message))
            .on(RoomAnswer.Gone.class, User::onGone)
            .on(RoomAnswer.Closed.class, (user, message) -> user.links.onClosed(message))
            .on(RoomReplica.Looked.class, (user, message) -> user.links.onLooked(message))
            .on(RoomReplica.Recalled.class, (user, message) -> user.links.onRecalled(message))
            .on(Directory.Found.class, (user, message) -> user.finder.onFound(message))
            .on(People.Claimed.class, (user, message) -> user.naming.onClaimed(message))
            .on(People.Changed.class, (user, message) -> user.naming.onChanged(message))
            .on(PersonMail.DescribeYourself.class, User::onDescribeYourself)
            .on(PersonMail.InvitedTo.class, User::onMail)
            .on(PersonMail.Summoned.class, (user, message) -> user.links.summoned(message.conversation()))
            .on(PersonMail.Killed.class, User::onKilled)
            .on(PersonMail.StoreIs.class, User::onStoreIs)
            .on(PersonMail.NameLost.class, User::onNameLost);

    private final UserServices services;
    private final Peer peer;
    private final Dialect dialect;
    private final Outbound outbound;
    private final Inbound inbound;
    private final LongSupplier nanoTime;

    private final UserSession session;
    private final Backlog backlog = new Backlog();
    private final Exchanges exchanges;
    private final RoomLinks links;
    private final Finder finder;
    private final Letters letters;
    private final Naming naming;
    private final Pacing pacing;
    private final UserExchange.Parts parts;
    private final Fakelag fakelag;
    private final Silence silence;
    private final Ending ending;
    private final StoreNotice storeNotice = new StoreNotice();
    private final Alarm alarm;

    // Mutable state
    private @Nullable Request next;
    private long heldUntil = Alarm.NEVER;
    private boolean connectionEnded;
    private boolean quitTold;

    /** The connection that is to be this user's tells {@link Attached}. */
    public static Behavior<Command> create(UserServices services, Peer peer, Dialect dialect) {
        Behavior<Object> arriving = Arrival.create(services, peer, dialect);
        return arriving.narrow();
    }

    User(ActorContext<Object> context, UserServices services, Peer peer, Dialect dialect, Attached connection) {
        this.services = services;
        this.peer = peer;
        this.dialect = dialect;
        this.outbound = connection.outbound();
        this.inbound = connection.inbound();
        this.nanoTime = services.nanoTime();
        var self = context.getSelf();
        var config = services.config();
        var times = config.times();
        this.exchanges = new Exchanges(config.limits().pendingRequests(), outbound::deliver);
        var port = new LinkPort(
                context,
                peer.id(),
                outbound,
                dialect::roomEncoder,
                self.<RoomAnswer>narrow(),
                self.narrow(),
                self.narrow(),
                services.replicas(),
                services.rooms());
        this.links = new RoomLinks(port, config, nanoTime);
        this.session = new UserSession(peer, config, outbound, links, nanoTime, this);
        this.finder = new Finder(services.names(), self.narrow(), times, nanoTime);
        this.letters = new Letters(peer.id(), finder, links);
        this.naming = new Naming(session, outbound, dialect, links, services.people(), self);
        this.pacing = new Pacing(outbound, inbound, times.pongWithin().toNanos(), nanoTime);
        var lookups = new Lookups(context, services, finder);
        var histories = new Histories(links, services.log(), lookups);
        this.parts =
                new UserExchange.Parts(session, exchanges, links, letters, finder, naming, lookups, histories, pacing);
        this.fakelag = new Fakelag(config.flood(), now());
        this.silence = new Silence(times, now());
        this.ending = new Ending(times);
        this.alarm = new Alarm(context, WAKE, nanoTime);
        services.people().tell(new People.Unregistered(1));
    }

    /** The connection has just been attached. */
    Behavior<Object> open() {
        dialect.opened(session);
        var opening = dialect.opening();
        if (opening != null) {
            run(opening);
        }
        return endTurn();
    }

    @Override
    public Behavior<Object> receive(TypedActorContext<Object> context, Object message) {
        var handler = HANDLERS.find(message);
        if (handler == null) {
            return Behaviors.unhandled();
        }
        handler.accept(this, message);
        return endTurn();
    }

    @Override
    public Behavior<Object> receiveSignal(TypedActorContext<Object> context, Signal signal) {
        if (signal instanceof Terminated ended) {
            return onReplicaEnded(ended.getRef());
        }
        return signal instanceof PostStop ? onPostStop() : Behaviors.unhandled();
    }

    private Behavior<Object> onReplicaEnded(ActorRef<?> replica) {
        if (links.replicaEnded(replica)) {
            stopServing("A room failed on this server: connect again");
        }
        return endTurn();
    }

    /** Also where this actor has failed. */
    private Behavior<Object> onPostStop() {
        alarm.cancel();
        inbound.abort();
        if (session.person() == null) {
            services.people().tell(new People.Unregistered(-1));
        }
        return this;
    }

    private void onChunk(Chunk chunk) {
        silence.heard(now());
        if (ending.isServing()) {
            backlog.add(chunk.frames());
        }
    }

    private void onInputClosed(InputClosed closed) {
        ending.workOff(Dialect.PEER_CLOSED, now());
    }

    private void onFlushed(Flushed flushed) {
        pacing.onFlushed();
    }

    private void onStalled(Stalled stalled) {
        stopServing("Half a message came, and the rest did not follow in time");
    }

    private void onChoked(Choked choked) {
        stopServing("SendQ exceeded");
    }

    private void onEnded(Ended ended) {
        connectionEnded = true;
        pacing.giveUp();
        ending.workOff(ended.reason(), now());
    }

    private void onDrain(Drain drain) {
        stopServing(drain.reason());
    }

    private void onWake(Wake wake) {
        alarm.rang();
        links.tick();
        finder.tick();
        tellOfStore();
        checkSilence();
        if (pacing.isOverdue()) {
            stopServing("Ping timeout: nothing was read");
        }
    }

    private void onContinue(Continue answer) {
        answer.step().run();
    }

    private void onGone(RoomAnswer.Gone gone) {
        links.onGone(gone);
        if (gone.room() instanceof RoomKey.Named named) {
            dialect.gone(named.name(), gone.kicked(), session);
        }
    }

    private void onDescribeYourself(PersonMail.DescribeYourself mail) {
        var person = session.person();
        if (person != null) {
            mail.replyTo().tell(session.profile(person));
        }
    }

    private void onMail(PersonMail mail) {
        var shown = dialect.mail(mail, session);
        if (!shown.isEmpty()) {
            outbound.deliver(shown);
        }
    }

    private void onKilled(PersonMail.Killed killed) {
        onMail(killed);
        stopServing("Killed by " + killed.by().nick().text() + ": " + killed.reason());
    }

    private void onStoreIs(PersonMail.StoreIs news) {
        if (storeNotice.heard(news.there())) {
            onMail(news);
        }
        tellOfStore();
    }

    /** Who waits for nothing need not know. */
    private void tellOfStore() {
        if (!exchanges.isEmpty() && storeNotice.mustTell()) {
            onMail(new PersonMail.StoreIs(false));
        }
    }

    private void onNameLost(PersonMail.NameLost lost) {
        onMail(lost);
        stopServing("The nick " + lost.nick().text() + " is somebody else's: connect again with another one");
    }

    @Override
    public void became() {
        silence.registered(now());
    }

    @Override
    public void encodersChanged() {
        links.retune();
        naming.retune();
    }

    @Override
    public void end(String reason) {
        stopServing(reason, true);
    }

    private void stopServing(String reason) {
        stopServing(reason, false);
    }

    private void stopServing(String reason, boolean byPeer) {
        if (ending.stopServing(reason, byPeer, now())) {
            backlog.clear();
            next = null;
            heldUntil = Alarm.NEVER;
        }
    }

    /** A peer that is not read from, because its lines still wait here, cannot be blamed for its silence. */
    private void checkSilence() {
        if (!backlog.isEmpty()) {
            silence.heard(now());
        }
        if (ending.step() != Ending.Step.NONE) {
            return;
        }
        switch (silence.check(now())) {
            case NEVER_REGISTERED -> stopServing("Registration timeout");
            case ASK -> probe();
            case GONE ->
                stopServing("Ping timeout: "
                        + services.config().times().pongWithin().toSeconds() + " seconds");
            case PATIENCE -> {}
        }
    }

    private void probe() {
        var question = dialect.probe();
        if (question.isEmpty()) {
            silence.heard(now());
        } else {
            outbound.deliver(question);
        }
    }

    /** After every message: what can begin begins, what can leave leaves, and the alarm is set for what comes next. */
    private Behavior<Object> endTurn() {
        exchanges.release();
        beginLines();
        links.flush();
        letters.endTurn();
        exchanges.release();
        advanceEnding();
        if (ending.step() == Ending.Step.LEAVING && quitTold && connectionEnded) {
            return Behaviors.stopped();
        }
        alarm.set(due());
        return this;
    }

    private void beginLines() {
        while (ending.isServing() && !exchanges.isBlocked()) {
            var frame = backlog.first();
            if (frame == null) {
                return;
            }
            var request = next == null ? dialect.decode(frame) : next;
            next = request;
            if (!exchanges.mayBegin(request.sideBySide())) {
                return;
            }
            if (!fakelag.tryBegin(request.cost(), now())) {
                hold(request);
                return;
            }
            begin(request);
        }
    }

    private void begin(Request request) {
        next = null;
        heldUntil = Alarm.NEVER;
        if (backlog.removeFirst()) {
            inbound.confirm();
        }
        run(request);
    }

    private void run(Request request) {
        var slot = exchanges.begin(request.sideBySide());
        request.run(new UserExchange(parts, slot));
        slot.done();
        exchanges.release();
    }

    /** The connection reads on meanwhile, so that a flood is met by its own bound and not by the peer's patience. */
    private void hold(Request request) {
        heldUntil = fakelag.mayBeginAt(request.cost());
        for (var chunks = backlog.confirmAll(); chunks > 0; chunks--) {
            inbound.confirm();
        }
        if (backlog.size() > services.config().flood().queueLines()) {
            stopServing("Excess Flood");
        }
    }

    private void advanceEnding() {
        var step = ending.step();
        if (step == Ending.Step.NONE) {
            return;
        }
        var overdue = ending.isOverdue(now());
        var idle = exchanges.isEmpty() && backlog.isEmpty();
        if (step == Ending.Step.LEAVING) {
            if (overdue) {
                giveUpLeaving();
            }
        } else if (step == Ending.Step.TELLING) {
            if (overdue || quitTold || connectionEnded) {
                sayFarewell();
            }
        } else if (idle || (overdue && step == Ending.Step.ANSWERING)) {
            leave();
        } else if (overdue) {
            stopServing(ending.reason());
        }
    }

    private void leave() {
        ending.tell(now());
        var person = session.person();
        if (person == null) {
            quitTold = true;
        } else {
            naming.change(new PersonChange.Quit(person.identity(), ending.reason()), () -> quitTold = true);
        }
        if (quitTold || connectionEnded || !ending.isAsked()) {
            sayFarewell();
        }
    }

    private void sayFarewell() {
        ending.leave(now());
        outbound.close(dialect.farewell(ending.reason(), session));
    }

    private void giveUpLeaving() {
        inbound.abort();
        quitTold = true;
        connectionEnded = true;
    }

    private long due() {
        var due = Alarm.earlier(links.due(), finder.due());
        due = Alarm.earlier(due, pacing.due());
        due = Alarm.earlier(due, heldUntil);
        due = Alarm.earlier(due, ending.due());
        return ending.step() == Ending.Step.NONE ? Alarm.earlier(due, silence.due()) : due;
    }

    private long now() {
        return nanoTime.getAsLong();
    }

    @Override
    public String toString() {
        return "User(" + peer + ")";
    }
}
