package chat.parley.system;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.message;
import static chat.parley.harness.LineMatch.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.LineMatch;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.SharedCluster;
import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ann, bob and eve are on three nodes, and in one room. */
@ExtendWith(SharedCluster.class)
class ConversationTest {
    private final ParleyCluster cluster;
    private final String room = Fresh.room("talk");
    private final IrcProbe ann;
    private final IrcProbe bob;
    private final IrcProbe eve;

    ConversationTest(ParleyCluster cluster) {
        this.cluster = cluster;
        this.ann = cluster.node(0).connect(Fresh.nick("ann"));
        this.bob = cluster.node(1).connect(Fresh.nick("bob"));
        this.eve = cluster.node(2).connect(Fresh.nick("eve"));
    }

    @BeforeEach
    void allJoin() {
        everybody().forEach(person -> person.join(room));
    }

    @AfterEach
    void allLeave() {
        everybody().forEach(IrcProbe::close);
    }

    @Test
    void everybodyHearsEverybodyOnceAndInOneOrder() {
        int each = 100;
        for (int i = 1; i <= each; i++) {
            for (IrcProbe person : everybody()) {
                person.say(room, person.nick() + " says " + i);
            }
        }

        List<LineMatch> lastWords = everybody().stream()
                .map(person -> message(person.nick(), room, person.nick() + " says " + each))
                .toList();
        everybody().forEach(person -> person.untilAll(lastWords));
        assertThat(ann.heard(room)).hasSize(3 * each).doesNotHaveDuplicates();
        assertThat(bob.heard(room)).isEqualTo(ann.heard(room));
        assertThat(eve.heard(room)).isEqualTo(ann.heard(room));
    }

    @Test
    void aMessageHasOneIdForAll() {
        ann.say(room, "hello");

        List<String> ids = everybody().stream()
                .map(person -> person.expect(message(ann.nick(), room, "hello")))
                .map(line -> String.valueOf(line.tags().get("msgid")))
                .toList();
        assertThat(ids).doesNotContain("null").containsOnly(ids.get(0));
    }

    @Test
    void peopleOfOneRoomHearNothingOfAnother() {
        String other = Fresh.room("other");
        ann.join(other);
        ann.sayAndWait(other, "not for you");
        ann.sayAndWait(room, "for you");

        bob.expect(message(ann.nick(), room, "for you"));
        assertThat(bob.heard(other)).isEmpty();
    }

    @Test
    void privateMessagesGoBothWaysInOrder() {
        int each = 100;
        for (int i = 1; i <= each; i++) {
            ann.say(bob.nick(), "to bob " + i);
            bob.say(ann.nick(), "to ann " + i);
        }

        ann.untilAll(List.of(
                message(bob.nick(), ann.nick(), "to ann " + each), message(ann.nick(), bob.nick(), "to bob " + each)));
        bob.untilAll(List.of(
                message(ann.nick(), bob.nick(), "to bob " + each), message(bob.nick(), ann.nick(), "to ann " + each)));
        assertThat(ann.heard(ann.nick())).isEqualTo(numbered("to ann ", each));
        assertThat(bob.heard(bob.nick())).isEqualTo(numbered("to bob ", each));
        assertThat(eve.sync()).noneMatch(line -> line.command().equals("PRIVMSG"));
    }

    @Test
    void pongComesAfterEarlierLinesHaveReachedEverybodyOnTheNode() {
        try (IrcProbe joe = cluster.node(0).connect(Fresh.nick("joe"))) {
            // Of so many rooms some are on other nodes, from where an answer takes longer than a PONG that does not
            // wait for it.
            for (int i = 0; i < 12; i++) {
                String near = Fresh.room("near");
                ann.join(near);
                joe.join(near);

                ann.say(near, "before the ping");
                ann.sync();

                assertThat(joe.sync()).anyMatch(message(ann.nick(), near, "before the ping")::matches);
            }
        }
    }

    @Test
    void topicModesAndKickAreSeenOnAllNodes() {
        ann.send("TOPIC " + room + " :tea at five");
        ann.send("MODE " + room + " +v " + bob.nick());
        ann.send("MODE " + room + " +m");
        ann.send("KICK " + room + " " + eve.nick() + " :no tea for you");

        bob.expect(by(ann.nick(), "TOPIC", room, "tea at five"));
        bob.expect(by(ann.nick(), "MODE", room, "+v", bob.nick()));
        bob.expect(by(ann.nick(), "MODE", room, "+m"));
        bob.expect(by(ann.nick(), "KICK", room, eve.nick(), "no tea for you"));
        eve.expect(by(ann.nick(), "KICK", room, eve.nick(), "no tea for you"));
        eve.say(room, "but");
        eve.expect(numeric(Numeric.ERR_CANNOTSENDTOCHAN, room));
        eve.join(room);
        bob.expect(by(eve.nick(), "JOIN", room));
        assertThat(bob.names(room)).containsExactlyInAnyOrder("@" + ann.nick(), "+" + bob.nick(), eve.nick());
        eve.send("TOPIC " + room);
        eve.expect(numeric(Numeric.RPL_TOPIC, room, "tea at five"));
    }

    @Test
    void anInvitationLetsSomebodyInFromAnotherNode() {
        ann.send("MODE " + room + " +i");
        ann.expect(by(ann.nick(), "MODE", room, "+i"));
        bob.part(room);
        bob.send("JOIN " + room);
        bob.expect(numeric(Numeric.ERR_INVITEONLYCHAN, room));

        ann.send("INVITE " + bob.nick() + " " + room);

        bob.expect(by(ann.nick(), "INVITE", bob.nick(), room));
        bob.join(room);
        eve.expect(by(bob.nick(), "JOIN", room));
    }

    @Test
    void namesAreCompleteOnEveryNode() {
        List<IrcProbe> crowd = IntStream.range(0, 30)
                .mapToObj(i -> cluster.node(i % 3).connect(Fresh.nick("guest")))
                .toList();
        crowd.forEach(guest -> guest.send("JOIN " + room));
        crowd.forEach(guest -> guest.expect(numeric(Numeric.RPL_ENDOFNAMES, room)));

        List<String> all = new ArrayList<>(List.of("@" + ann.nick(), bob.nick(), eve.nick()));
        crowd.forEach(guest -> all.add(guest.nick()));
        List<LineMatch> joins =
                crowd.stream().map(guest -> by(guest.nick(), "JOIN", room)).toList();
        for (IrcProbe person : everybody()) {
            person.untilAll(joins);
            assertThat(person.names(room)).containsExactlyInAnyOrderElementsOf(all);
        }
        crowd.forEach(IrcProbe::close);
    }

    @Test
    void peopleAndRoomsAreFoundFromEveryNode() {
        ann.send("WHOIS " + eve.nick());
        ann.expect(numeric(Numeric.RPL_WHOISUSER, eve.nick()));
        ann.expect(numeric(Numeric.RPL_WHOISSERVER, eve.nick(), "node2.parley.test"));
        ann.expect(numeric(Numeric.RPL_ENDOFWHOIS, eve.nick()));

        bob.send("WHO " + room);
        List<Line> who = bob.until(numeric(Numeric.RPL_ENDOFWHO, room));
        assertThat(who)
                .filteredOn(numeric(Numeric.RPL_WHOREPLY, room)::matches)
                .extracting(line -> line.param(5))
                .containsExactlyInAnyOrder(ann.nick(), bob.nick(), eve.nick());

        eve.send("LIST " + room);
        eve.expect(numeric(Numeric.RPL_LIST, room, "3"));
        eve.expect(numeric(Numeric.RPL_LISTEND));

        eve.send("LUSERS");
        eve.expect(numeric(Numeric.RPL_LUSERCLIENT)
                .and("of 3 servers", line -> String.valueOf(line.param(1)).contains(" 3 servers")));
    }

    private List<IrcProbe> everybody() {
        return List.of(ann, bob, eve);
    }

    private static List<String> numbered(String text, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> text + i).toList();
    }
}
