package chat.parley.programs;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.message;
import static chat.parley.harness.LineMatch.numeric;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.TextProbe;
import chat.parley.wire.Numeric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Two nodes; everybody in #lobby. Each test is one behaviour of one of the programs, on its wire (docs/five-programs.md). Ivy, with IRC, is in the room
 * too and sees who comes.
 */
class FiveProgramsTest {
    private static final String BLUE = "\u001b[34m";
    private static final String RESET = "\u001b[39m";

    private static ParleyCluster cluster;
    private static IrcProbe ivy;

    private final List<TextProbe> programs = new ArrayList<>();

    @BeforeAll
    static void start() {
        cluster = ParleyCluster.builder()
                .nodes(2)
                .listen("length-header", "address", "prompt", "announce", "sep")
                .config("parley.text-dialect-defaults.framing.spacing = 200 ms")
                .start();
        ivy = cluster.node(0).connect("ivy");
    }

    @AfterAll
    static void stop() {
        ivy.close();
        cluster.close();
    }

    @BeforeEach
    void ivyIsHere() {
        ivy.join("#lobby");
    }

    /** The next test begins with an empty room. */
    @AfterEach
    void everybodyGoes() {
        programs.forEach(TextProbe::close);
        while (!ivy.names("#lobby").stream().allMatch(name -> name.endsWith("ivy"))) {
            ivy.sync();
        }
        ivy.part("#lobby");
    }

    private TextProbe program(int node, String dialect) {
        TextProbe program = cluster.node(node).program(dialect);
        programs.add(program);
        return program;
    }

    /** A program whose person is in the room. */
    private TextProbe named(int node, String dialect, String name) {
        TextProbe program = program(node, dialect);
        switch (dialect) {
            case "length-header" -> program.send(frame(name));
            case "prompt" -> program.expect("Please enter your username: ").send(name + "\n");
            default -> program.send(name);
        }
        ivy.expect(by(name, "JOIN", "#lobby"));
        if (dialect.equals("prompt")) {
            program.expect("You are connected to chatroom.");
        }
        return program;
    }

    /** Somebody whose program has no name yet. */
    private TextProbe unnamed(int node, String dialect) {
        TextProbe program = program(node, dialect);
        ivy.expect(by(program.addressNick(), "JOIN", "#lobby"));
        return program;
    }

    private static String frame(String text) {
        return "%-10d%s".formatted(text.getBytes(UTF_8).length, text);
    }

    private static String coloured(String name, String text) {
        return BLUE + "[2026-01-31 09:30:00] " + name + "<SEP>" + text + RESET;
    }

    @Nested
    class LengthHeader {
        @Test
        void theFirstFrameIsTheName() {
            program(1, "length-header").send("5         alice");

            ivy.expect(by("alice", "JOIN", "#lobby"));
        }

        @Test
        void aMessageComesAsHeaderNameHeaderText() {
            TextProbe alice = named(0, "length-header", "alice");
            TextProbe bob = named(1, "length-header", "bob");

            bob.send("5         hello");

            alice.expect("3         bob5         hello");
            ivy.expect(message("bob", "#lobby", "hello"));
        }

        @Test
        void nothingIsToldOnJoinAndLeave() {
            TextProbe alice = named(0, "length-header", "alice");
            named(1, "length-header", "bob").close();
            ivy.expect(by("bob", "QUIT"));

            ivy.say("#lobby", "so?");

            alice.expect("3         ivy3         so?");
        }

        @Test
        void theSenderGetsNothingBack() {
            TextProbe alice = named(0, "length-header", "alice");
            alice.send("2         hi");
            ivy.expect(message("alice", "#lobby", "hi"));

            ivy.say("#lobby", "so?");

            alice.expect("3         ivy3         so?");
        }

        @Test
        void aTakenNameIsToldInItsOwnFramesAndClosed() {
            named(0, "length-header", "alice");

            TextProbe other = program(1, "length-header").send("5         ALICE");

            assertThat(String.join("", other.untilClosed()))
                    .isEqualTo("1         *" + frame("username ALICE is taken: choose another one and connect again"));
        }
    }

    @Nested
    class Address {
        @Test
        void theNewcomerIsToldHowManyAreOnlineAndOneIsSingular() {
            ivy.part("#lobby");

            program(0, "address").expect("> Connected to the chat server (1 user online)");
            program(1, "address").expect("> Connected to the chat server (2 users online)");
            ivy.join("#lobby");
        }

        @Test
        void theOthersAreToldWhoEnteredAndWhoLeft() {
            ivy.part("#lobby");
            TextProbe first = program(0, "address").expect("> Connected to the chat server (1 user online)");
            TextProbe second = program(1, "address").expect("> Connected to the chat server (2 users online)");
            first.expect("> New user " + second.address() + " entered (2 users online)");

            second.close();

            first.expect("< The user " + second.address() + " left (1 user online)");
            ivy.join("#lobby");
        }

        @Test
        void aMessageHasTheAddressInBrackets() {
            TextProbe first = unnamed(0, "address");
            first.expect("> Connected to the chat server (2 users online)");
            TextProbe second = unnamed(1, "address");
            second.expect("> Connected to the chat server (3 users online)");
            first.expect("> New user " + second.address() + " entered (3 users online)");

            second.send("hello");

            first.expect("[" + second.address() + "] hello");
            ivy.expect(message(second.addressNick(), "#lobby", "hello"));
            first.send("hi");
            second.expect("[" + first.address() + "] hi");
        }
    }

    @Nested
    class Prompt {
        @Test
        void theServerAsksAtOnceAndLetsIn() {
            program(1, "prompt")
                    .expect("Please enter your username: ")
                    .send("alice\n")
                    .expect("You are connected to chatroom.");
        }

        @Test
        void theTextsOwnNewlineStays() {
            TextProbe alice = named(0, "prompt", "alice");
            TextProbe bob = named(1, "prompt", "bob");

            alice.send("hi\n");

            bob.expect("<alice> hi\n");
            bob.send("yo\n");
            alice.expect("<bob> yo\n");
        }

        @Test
        void aTakenNameCanBeTriedAgain() {
            named(0, "prompt", "alice");

            program(1, "prompt")
                    .expect("Please enter your username: ")
                    .send("alice\n")
                    .expect("The username alice is taken.\n", "Please enter your username: ")
                    .send("bob\n")
                    .expect("You are connected to chatroom.");
        }

        @Test
        void netcatIsAFullClient() {
            TextProbe alice = named(1, "prompt", "alice");

            alice.send("/names\n").expect("In #lobby (2 users online): ivy, alice\n");
            alice.send("/nick alice b\n").expect("You are alice b now.\n");
            alice.send("/join tea\n").expect("You are in #tea now (1 user online).\n");
            alice.send("/help\n");
            assertThat(alice.read()).startsWith("/help ");
            alice.send("q\n");
            assertThat(alice.untilClosed()).allMatch(line -> line.startsWith("/"));
        }

        @Test
        void telnetIsOneToo() {
            TextProbe bob = named(0, "prompt", "bob");
            TextProbe alice = program(1, "prompt")
                    .send(new byte[] {(byte) 255, (byte) 251, 31, (byte) 255, (byte) 253, 3})
                    .expect("Please enter your username: ")
                    .send("alice\r\n")
                    .expect("You are connected to chatroom.");

            alice.send("hi\r\n");

            bob.expect("<alice> hi\n");
        }
    }

    @Nested
    class Announce {
        @Test
        void comingAndGoingIsToldToTheOthersAndQuitComesBack() {
            TextProbe alice = named(0, "announce", "alice");
            TextProbe bob = named(1, "announce", "bob");
            alice.expect("bob has joined the chat room.");

            bob.send("q:quit");

            bob.expect("q:quit");
            assertThat(bob.untilClosed()).isEmpty();
            alice.expect("bob has left the chat room.");
        }

        @Test
        void theOthersGetTheSameBytesAndOnlyTheFirstColonSplits() {
            TextProbe alice = named(0, "announce", "alice");
            TextProbe bob = named(1, "announce", "bob");
            alice.expect("bob has joined the chat room.");

            bob.send("bob: at 12:30: tea");

            alice.expect("bob: at 12:30: tea");
            ivy.expect(message("bob", "#lobby", "at 12:30: tea"));
        }

        @Test
        void nobodySpeaksForAnother() {
            TextProbe alice = named(0, "announce", "alice");
            TextProbe mallory = named(1, "announce", "mallory");
            alice.expect("mallory has joined the chat room.");

            mallory.send("ivy: I said that");

            alice.expect("mallory: I said that");
        }

        @Test
        void messagesOfOneReadAreKeptApart() {
            TextProbe alice = named(0, "announce", "alice");

            program(1, "announce").send("bobbob: onebob: twobob: byeq:quit");

            alice.expect(
                    "bob has joined the chat room.", "bob: one", "bob: two", "bob: bye", "bob has left the chat room.");
        }

        @Test
        void aCharacterThatIsCutIsPutTogether() {
            TextProbe alice = named(0, "announce", "alice");
            TextProbe bob = named(1, "announce", "bob");
            alice.expect("bob has joined the chat room.");
            byte[] text = "bob: caf\u00e9".getBytes(UTF_8);

            bob.send(Arrays.copyOf(text, text.length - 1));
            ivy.sync();
            bob.send(new byte[] {text[text.length - 1]});

            alice.expect("bob: caf\u00e9");
        }

        @Test
        void aNameThatIrcDoesNotAllowIsShownAsGivenAmongItsKind() {
            TextProbe alice = named(0, "announce", "alice");
            TextProbe bob = program(1, "announce").send("Bob Smith");
            alice.expect("Bob Smith has joined the chat room.");

            bob.send("Bob Smith: hi");

            alice.expect("Bob Smith: hi");
            assertThat(ivy.names("#lobby")).contains("BobSmith{30");
            bob.send("q:quit");
            alice.expect("Bob Smith has left the chat room.");
        }
    }

    @Nested
    class Sep {
        @Test
        void everybodyGetsTheMessageTheSenderToo() {
            TextProbe listener = unnamed(0, "sep");
            TextProbe alice = unnamed(1, "sep");

            alice.send(coloured("alice", "hello"));

            String shown = BLUE + "[2026-01-31 09:30:00] alice: hello" + RESET;
            alice.expect(shown);
            listener.expect(shown);
            ivy.expect(by(alice.addressNick(), "NICK", "alice"));
            ivy.expect(message("alice", "#lobby", "hello"));
        }

        @Test
        void nothingIsToldOnConnect() {
            TextProbe alice = unnamed(0, "sep");
            unnamed(1, "sep");

            ivy.say("#lobby", "hello");

            assertThat(alice.read())
                    .matches("\u001b\\[\\d\\dm\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d] ivy: hello\u001b\\[39m");
        }

        @Test
        void messagesOfOneReadAreKeptApartByTheReset() {
            TextProbe alice = unnamed(1, "sep");

            alice.send(coloured("alice", "one") + coloured("alice", "two"));

            alice.expect(
                    BLUE + "[2026-01-31 09:30:00] alice: one" + RESET,
                    BLUE + "[2026-01-31 09:30:00] alice: two" + RESET);
        }

        @Test
        void theNameThatTheConnectionHasIsUsed() {
            TextProbe alice = unnamed(1, "sep");
            alice.send(coloured("alice", "one"));
            alice.expect(BLUE + "[2026-01-31 09:30:00] alice: one" + RESET);

            alice.send(coloured("ivy", "two"));

            alice.expect(BLUE + "[2026-01-31 09:30:00] alice: two" + RESET);
        }

        @Test
        void aTakenNameIsToldAndClosed() {
            TextProbe other = unnamed(1, "sep");

            other.send(coloured("ivy", "hello"));

            assertThat(String.join("", other.untilClosed()))
                    .contains("*: The name ivy is taken")
                    .endsWith(RESET);
        }
    }

    @Nested
    class Together {
        @Test
        void allFiveAndIrcHearEachOtherOnBothNodes() {
            TextProbe one = named(0, "length-header", "one");
            TextProbe two = unnamed(1, "address");
            two.expect("> Connected to the chat server (3 users online)");
            TextProbe three = named(0, "prompt", "three");
            two.expect("> New user three entered (4 users online)");
            TextProbe four = named(1, "announce", "four");
            two.expect("> New user four entered (5 users online)");
            TextProbe five = unnamed(0, "sep");
            two.expect("> New user " + five.address() + " entered (6 users online)");
            four.expect(five.addressNick() + " has joined the chat room.");

            one.send(frame("from one"));
            two.expect("[one] from one");
            three.expect("<one> from one\n");
            four.expect("one: from one");
            assertThat(five.read()).endsWith("one: from one" + RESET);
            ivy.expect(message("one", "#lobby", "from one"));

            two.send("from two");
            one.expect(frame(two.address()) + frame("from two"));
            three.expect("<" + two.address() + "> from two\n");
            four.expect(two.addressNick() + ": from two");
            assertThat(five.read()).endsWith(two.address() + ": from two" + RESET);
            ivy.expect(message(two.addressNick(), "#lobby", "from two"));

            three.send("from three\n");
            one.expect(frame("three") + frame("from three"));
            two.expect("[three] from three");
            four.expect("three: from three");
            assertThat(five.read()).endsWith("three: from three" + RESET);

            four.send("four: from four");
            one.expect(frame("four") + frame("from four"));
            two.expect("[four] from four");
            three.expect("<four> from four\n");
            assertThat(five.read()).endsWith("four: from four" + RESET);

            five.send(coloured("five", "from five"));
            one.expect(frame("five") + frame("from five"));
            two.expect("> The user " + five.address() + " is now five", "[five] from five");
            three.expect("<five> from five\n");
            four.expect(five.addressNick() + " is now called five.", "five: from five");
            five.expect(BLUE + "[2026-01-31 09:30:00] five: from five" + RESET);

            ivy.say("#lobby", "\u0002from\u0002 ivy");
            one.expect(frame("ivy") + frame("from ivy"));
            two.expect("[ivy] from ivy");
            three.expect("<ivy> from ivy\n");
            four.expect("ivy: from ivy");
            assertThat(five.read()).endsWith("ivy: from ivy" + RESET);
        }

        @Test
        void ircPeopleSeeInWhoAndWhoisHowTheyAreConnected() {
            named(0, "announce", "alice");
            named(1, "length-header", "bob");

            ivy.send("WHO #lobby");

            assertThat(ivy.until(numeric(Numeric.RPL_ENDOFWHO, "#lobby")))
                    .anySatisfy(line -> assertThat(line.params()).contains("alice", "announce"))
                    .anySatisfy(line -> assertThat(line.params()).contains("bob", "len-header"));

            ivy.send("WHOIS bob");

            assertThat(ivy.expect(numeric(Numeric.RPL_WHOISSPECIAL, "bob")).params())
                    .contains("is not an IRC client, but speaks the dialect length-header");
        }

        @Test
        void anOperatorCanPutThemOut() {
            TextProbe alice = named(0, "announce", "alice");
            TextProbe bob = named(1, "announce", "bob");
            alice.expect("bob has joined the chat room.");

            ivy.send("KICK #lobby bob :enough");

            alice.expect("bob has left the chat room.");
            assertThat(bob.untilClosed())
                    .containsExactly("bob has left the chat room.", "You were put out of #lobby by ivy, enough");
        }

        @Test
        void theirNamesAreHeldOnceOverTheCluster() {
            named(0, "announce", "alice");

            try (IrcProbe other = IrcProbe.open(cluster.node(1).address(), "alice")) {
                other.send("NICK alice");
                other.send("USER alice 0 * :Alice");
                other.expect(numeric(Numeric.ERR_NICKNAMEINUSE));
            }
        }

        @Test
        void messagesInOneBurstAreReadOneByOne() {
            TextProbe alice = named(0, "announce", "alice");

            for (int i = 1; i <= 5; i++) {
                ivy.say("#lobby", "number " + i);
            }

            alice.expectReads("ivy: number 1", "ivy: number 2", "ivy: number 3", "ivy: number 4", "ivy: number 5");
        }

        @Test
        void oneSlowReaderDoesNotStopTheRoom() {
            TextProbe mute = TextProbe.mute(cluster.node(1).address("prompt")).send("mute\n");
            programs.add(mute);
            ivy.expect(by("mute", "JOIN", "#lobby"));
            TextProbe talker = named(0, "length-header", "talker");
            String much = frame("x".repeat(4000)).repeat(20);

            boolean gone = false;
            for (int round = 1; !gone; round++) {
                assertThat(round).as("rounds of 80 KB that nobody reads").isLessThan(500);
                talker.send(much + frame("round " + round));
                gone = ivy.until(message("talker", "#lobby", "round " + round)).stream()
                        .anyMatch(by("mute", "QUIT", "SendQ exceeded")::matches);
            }
        }

        @Test
        void theConsoleTellsWhoComesAndGoesAndNotWhatTheySay() {
            TextProbe alice = named(0, "announce", "charlotte");
            alice.send("charlotte: secret-word");
            ivy.expect(message("charlotte", "#lobby", "secret-word"));
            alice.send("q:quit");
            ivy.expect(by("charlotte", "QUIT"));

            await().untilAsserted(() -> assertThat(cluster.node(0).log())
                    .content()
                    .contains("announce: Server connected with  " + alice.address())
                    .contains("announce: [NEW CONNECTION] charlotte connected from " + alice.address() + ".")
                    .contains("announce: [CONNECTION CLOSED] charlotte disconnected")
                    .doesNotContain("secret-word"));
        }
    }
}
