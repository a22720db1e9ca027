package chat.parley.node.name;

import static chat.parley.node.name.NameSamples.SETTINGS;

import chat.parley.node.name.FakeNodes.FakeNode;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomReplica;
import chat.parley.wire.Nick;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** Node 1 with its real people actor; its directories grant every name, its room replicas are played by the test. */
final class OneNode {
    final FakeNodes nodes;
    final FakeNode self;
    final ActorRef<People.Command> people;
    final TestProbe<Nick> released;

    private final ActorTestKit testKit;
    private final Map<PersonId, TestProbe<PersonMail>> users = new HashMap<>();

    OneNode(ActorTestKit testKit) {
        this.testKit = testKit;
        this.nodes = new FakeNodes(testKit);
        this.self = nodes.add(1);
        this.released = testKit.createTestProbe(Nick.class);
        this.people = testKit.spawn(People.create(
                SETTINGS, nodes, this::grantOrRelease, self.replicas().ref()));
    }

    private void grantOrRelease(int bucket, Directory.Command command) {
        if (command instanceof Directory.Claim claim) {
            var holder = claim.holder();
            claim.replyTo().tell(new Directory.ClaimAnswer(holder.nick(), holder.id(), claim.number(), true));
        } else if (command instanceof Directory.Release release) {
            released.ref().tell(release.nick());
            release.replyTo().tell(new Directory.Released(release.nick(), release.holder(), release.number()));
        }
    }

    /** Takes a name and registers with it. */
    Screen arrives(Person person) {
        claims(person.nick(), person.id());
        var screen = new Screen(testKit);
        people.tell(new People.Arrive(person, screen, new Screen.Words()));
        return screen;
    }

    void claims(Nick nick, PersonId id) {
        var user = users.computeIfAbsent(id, key -> testKit.createTestProbe(PersonMail.class));
        var claimed = testKit.createTestProbe(People.Claimed.class);
        people.tell(new People.Claim(nick, id, user.ref(), claimed.ref()));
        claimed.expectMessage(new People.Claimed(nick, People.Claimed.Result.HELD));
    }

    /** The user actor of somebody who has claimed a name. */
    TestProbe<PersonMail> user(PersonId id) {
        var user = users.get(id);
        if (user == null) {
            throw new AssertionError(id + " is not here");
        }
        return user;
    }

    /** The user actor ends without a word. */
    void crashes(PersonId id) {
        user(id).stop();
        users.remove(id);
    }

    /** The registry's answer to the next question: these replicas. */
    void replicasAre(Map<RoomKey, TestProbe<RoomReplica.Command>> replicas) {
        var refs = new HashMap<RoomKey, ActorRef<RoomReplica.Command>>();
        replicas.forEach((room, probe) -> refs.put(room, probe.ref()));
        var question = self.replicas().receiveMessage();
        var replyTo = question instanceof Replicas.FindReplicas find
                ? find.replyTo()
                : ((Replicas.AllReplicas) question).replyTo();
        replyTo.tell(new Replicas.Found(refs));
    }

    TestProbe<RoomReplica.Command> replica() {
        return testKit.createTestProbe(RoomReplica.Command.class);
    }

    /** The replica's answer to the next question about a change. */
    static RoomReplica.AskAudience audienceIs(
            RoomKey room, TestProbe<RoomReplica.Command> replica, PersonId... receivers) {
        var question = replica.expectMessageClass(RoomReplica.AskAudience.class);
        question.replyTo().tell(new RoomReplica.Audience(room, Arrays.asList(receivers)));
        return question;
    }
}
