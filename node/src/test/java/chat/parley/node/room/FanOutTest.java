package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.person;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a node's members are written of a room, how often it is encoded, and in which order it leaves. */
class FanOutTest {
    private static final RoomKey LOBBY = RoomKey.of(RoomName.of("#lobby"));
    private static final RoomView VIEW = RoomState.empty(LOBBY);

    private final FanOut fanOut = new FanOut(LOBBY);

    /** All that is written and told, in its order, as {@code alice < bytes}. */
    private final List<String> journal = new ArrayList<>();

    private int encodings;
    private long seq;

    @Test
    void aBurstIsWrittenOnceToEach() {
        seated("alice");
        seated("bob");

        says(person("carol"), "one");
        says(person("carol"), "two");
        assertThat(journal).isEmpty();

        fanOut.flush();
        assertThat(journal)
                .containsExactlyInAnyOrder("alice < carol: one\ncarol: two\n", "bob < carol: one\ncarol: two\n");
    }

    @Test
    void oneKindIsEncodedOnceForAllAndSharesOneArray() {
        var alice = seated("alice");
        var bob = seated("bob");

        says(person("carol"), "one");
        says(person("carol"), "two");
        fanOut.flush();

        assertThat(encodings).isEqualTo(2);
        assertThat(alice.written.get(0)).isSameAs(bob.written.get(0));
    }

    @Test
    void anotherKindHasItsOwnEncoding() {
        seated("alice");
        seated("bob", new CountedLines("> "));

        says(person("carol"), "hello");
        fanOut.flush();

        assertThat(encodings).isEqualTo(2);
        assertThat(journal).containsExactlyInAnyOrder("alice < carol: hello\n", "bob < > carol: hello\n");
    }

    @Test
    void whoeverSpeaksSeesTheirOwnCopiesInTheirPlacesAfterTheOthersAndIsToldLast() {
        var alice = seated("alice");
        seated("bob");

        says(person("carol"), "one");
        says(alice, 7, "two");
        says(person("carol"), "three");
        fanOut.flush();
        alice.readMail();

        assertThat(journal)
                .containsExactly(
                        "bob < carol: one\nalice: two\ncarol: three\n",
                        "alice < carol: one\n[alice]: two\ncarol: three\n",
                        "alice is told Done 7 to 7, at 2");
    }

    @Test
    void severalRequestsOfABurstAreDoneAtOnce() {
        var alice = seated("alice");

        says(alice, 7, "one");
        says(alice, 8, "two");
        fanOut.flush();
        alice.readMail();

        assertThat(journal).containsExactly("alice < [alice]: one\n[alice]: two\n", "alice is told Done 7 to 8, at 2");
    }

    /** Request 8 was refused, and the room's answer to it comes on another way, perhaps later. */
    @Test
    void aRequestThatBecameNoEventIsNotAmongTheDone() {
        var alice = seated("alice");

        says(alice, 7, "one");
        says(alice, 9, "three");
        fanOut.flush();
        alice.readMail();

        assertThat(journal)
                .containsExactly(
                        "alice < [alice]: one\n[alice]: three\n",
                        "alice is told Done 7 to 7, at 1",
                        "alice is told Done 9 to 9, at 2");
    }

    @Test
    void aSpeakerWhoIsNoMemberSeesTheirOwnLinesOnly() {
        var alice = receiver("alice", new CountedLines(""));
        seated("bob");

        says(person("carol"), "one");
        says(alice, 1, "let me in");
        fanOut.flush();
        alice.readMail();

        assertThat(journal)
                .containsExactly(
                        "bob < carol: one\nalice: let me in\n",
                        "alice < [alice]: let me in\n",
                        "alice is told Done 1 to 1, at 2");
    }

    @Test
    void aLateSpeakerIsDoneThoughNobodyIsSeated() {
        var alice = receiver("alice", new CountedLines(""));

        says(alice, 1, "anybody?");
        fanOut.flush();
        alice.readMail();

        assertThat(journal).containsExactly("alice < [alice]: anybody?\n", "alice is told Done 1 to 1, at 1");
    }

    @Test
    void whoChangesKindIsWrittenToInTheNewOneFromTheNextEventOn() {
        var alice = seated("alice");
        says(person("carol"), "one");
        fanOut.flush();

        fanOut.seat(alice.receiver().with(new CountedLines("> ")));
        says(person("carol"), "two");
        fanOut.flush();

        assertThat(journal).containsExactly("alice < carol: one\n", "alice < > carol: two\n");
        assertThat(encodings).as("nobody is left of the old kind").isEqualTo(2);
    }

    @Test
    void whoIsUnseatedIsWrittenToNoMoreAndTheOthersStillAre() {
        var alice = seated("alice");
        seated("bob");
        seated("dora");

        fanOut.unseat(alice.person.id());
        says(person("carol"), "hello");
        fanOut.flush();

        assertThat(journal).containsExactlyInAnyOrder("bob < carol: hello\n", "dora < carol: hello\n");
    }

    @Test
    void whoComesWithinABurstIsShownTheirOwnLinesAndWhatComesAfter() {
        seated("alice");
        says(person("carol"), "before");

        var bob = receiver("bob", new CountedLines(""));
        says(bob, 1, "here I am");
        fanOut.seat(bob.receiver());
        says(person("carol"), "after");
        fanOut.flush();

        assertThat(journal)
                .containsExactly(
                        "alice < carol: before\nbob: here I am\ncarol: after\n",
                        "bob < [bob]: here I am\ncarol: after\n");
    }

    @Test
    void anotherKindThatComesWithinABurstIsShownNothingOfBefore() {
        seated("alice");
        says(person("carol"), "before");

        seated("bob", new CountedLines("> "));
        says(person("carol"), "after");
        fanOut.flush();
        says(person("carol"), "later");
        fanOut.flush();

        assertThat(journal)
                .containsExactly(
                        "alice < carol: before\ncarol: after\n",
                        "bob < > carol: after\n",
                        "alice < carol: later\n",
                        "bob < > carol: later\n");
    }

    /** A thousand people come at once: each of the thousand before them is written to once for each burst, not once for each arrival. */
    @Test
    void theCostOfManyWhoComeAtOnceIsLinearInWhatMustBeSent() {
        for (var i = 0; i < 1000; i++) {
            seated("old" + i);
        }

        for (var i = 0; i < 1000; i++) {
            var comer = receiver("new" + i, new CountedLines(""));
            says(comer, 1, "here I am");
            fanOut.seat(comer.receiver());
            if (fanOut.isFull()) {
                fanOut.flush();
            }
        }
        fanOut.flush();

        var bursts = 1000 * "newXXX: here I am\n".length() / FanOut.MAX_BURST_BYTES + 1;
        assertThat(encodings).isEqualTo(1000);
        assertThat(journal.stream().filter(line -> line.startsWith("old"))).hasSize(1000 * bursts);
    }

    @Test
    void largeOwnCopiesAreBoundedToo() {
        var alice = receiver("alice", new CountedLines(""));

        var lines = 0;
        while (!fanOut.isFull()) {
            says(alice, ++lines, "x".repeat(100_000));
        }

        assertThat(lines).isEqualTo(FanOut.MAX_OWN_BYTES / 100_000 + 1);
        fanOut.flush();
        assertThat(fanOut.isFull()).isFalse();
    }

    @Test
    void whatIsForSomeOnlyIsWrittenToThemAndItsAuthorAfterWhatWasBefore() {
        var alice = seated("alice");
        var bob = seated("bob");
        seated("dora");
        says(person("carol"), "to all");

        saysTo(bob.person.id()::equals, alice, 7, "to bob");
        alice.readMail();

        assertThat(journal.subList(0, 3)).allMatch(line -> line.endsWith("carol: to all\n"));
        assertThat(journal.subList(3, journal.size()))
                .containsExactly(
                        "bob < alice: to bob\n", "alice < [alice]: to bob\n", "alice is told Done 7 to 7, at 2");
    }

    @Test
    void whatAKindIsNotShownIsNotWritten() {
        seated("alice");

        fanOut.add(entry(null, 0, new RoomEvent.Described(person("bob"))), VIEW, null);
        fanOut.flush();

        assertThat(journal).isEmpty();
    }

    @Test
    void aBurstIsFullAtItsBoundWhateverTheKinds() {
        seated("alice");
        seated("bob", new CountedLines("> "));

        var lines = 0;
        while (!fanOut.isFull()) {
            says(person("carol"), "x".repeat(1000));
            lines++;
        }

        assertThat(lines)
                .isEqualTo(FanOut.MAX_BURST_BYTES
                                / "> carol: %s\n".formatted("x".repeat(1000)).length()
                        + 1);
        fanOut.flush();
        assertThat(fanOut.isFull()).isFalse();
        assertThat(fanOut.isEmpty()).isTrue();
    }

    private void says(Person who, String text) {
        fanOut.add(entry(who, 0, said(who, text)), VIEW, null);
    }

    private void says(Listener who, long request, String text) {
        fanOut.add(entry(who.person, request, said(who.person, text)), VIEW, who.receiver());
    }

    private void saysTo(Predicate<PersonId> whom, Listener who, long request, String text) {
        fanOut.addFor(whom, entry(who.person, request, said(who.person, text)), VIEW, who.receiver());
    }

    private Entry entry(@Nullable Person author, long request, RoomEvent event) {
        return new Entry(1, ++seq, 0, author == null ? null : author.id(), request, null, event);
    }

    private static RoomEvent said(Person who, String text) {
        return new RoomEvent.Said(who.identity(), SayKind.MESSAGE, text, null, Tags.NONE);
    }

    private Listener seated(String nick) {
        return seated(nick, new CountedLines(""));
    }

    private Listener seated(String nick, RoomEncoder encoder) {
        var listener = receiver(nick, encoder);
        fanOut.seat(listener.receiver());
        return listener;
    }

    private Listener receiver(String nick, RoomEncoder encoder) {
        return new Listener(person(nick), encoder);
    }

    /** One of this node's people: notes what is written to them, and what their user actor is told. */
    private final class Listener implements Outbound {
        private final Person person;
        private final RoomEncoder encoder;
        private final TestInbox<RoomAnswer> user = TestInbox.create();
        private final List<ByteString> written = new ArrayList<>();

        Listener(Person person, RoomEncoder encoder) {
            this.person = person;
            this.encoder = encoder;
        }

        Receiver receiver() {
            return new Receiver(person.id(), this, encoder, user.getRef());
        }

        @Override
        public void deliver(ByteString frames) {
            written.add(frames);
            journal.add(person.nick() + " < " + frames.utf8String());
        }

        @Override
        public void close(ByteString farewell) {
            throw new AssertionError("a room closes nobody's connection");
        }

        void readMail() {
            user.getAllReceived().forEach(answer -> {
                var done = (RoomAnswer.Done) answer;
                journal.add(person.nick() + " is told Done " + done.from() + " to " + done.to() + ", at " + done.seq());
            });
        }
    }

    /** Counts what {@link #shown} costs. Equal where the prefix is. */
    private final class CountedLines implements RoomEncoder {
        private final PlainLines lines;

        CountedLines(String prefix) {
            this.lines = new PlainLines(prefix);
        }

        @Override
        public ByteString shown(Entry entry, RoomView room) {
            encodings++;
            return lines.shown(entry, room);
        }

        @Override
        public ByteString own(Entry entry, RoomView room) {
            return lines.own(entry, room);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CountedLines counted && counted.lines.equals(lines);
        }

        @Override
        public int hashCode() {
            return lines.hashCode();
        }
    }
}
