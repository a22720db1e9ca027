package chat.parley.node.dialect.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.name.People.Claimed;
import chat.parley.node.name.PersonMail;
import chat.parley.node.room.ModeChange;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each of the five programs sends and hears, byte by byte (docs/five-programs.md). */
class FiveProgramsTest {
    private static final String BLUE = "\u001b[34m";
    private static final String GREY = "\u001b[90m";
    private static final String RESET = "\u001b[39m";

    private ChatScene scene = new ChatScene();

    private TextClient named(String preset, String name) {
        var client = scene.connect(preset);
        switch (preset) {
            case "length-header" -> client.sends(frame(name));
            case "prompt" -> client.sends(name + "\n");
            case "sep" -> client.sends(coloured(name, "hello"));
            default -> client.sends(name);
        }
        client.reads();
        return client;
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
        void theFirstFrameIsTheNameAndAMessageComesAsFourParts() {
            var alice = named("length-header", "alice");
            var bob = named("length-header", "bob");

            bob.sends("5         hello");

            assertThat(alice.reads()).containsExactly("3         bob5         hello");
            assertThat(bob.reads()).isEmpty();
        }

        @Test
        void nothingIsToldOfComingAndGoing() {
            var alice = named("length-header", "alice");
            named("length-header", "bob").closes();

            assertThat(alice.reads()).isEmpty();
        }

        @Test
        void aNameThatIsTakenIsToldAsAMessageAndTheConnectionEnds() {
            named("length-header", "alice");
            var other = scene.connect("length-header").sends("5         Alice");

            assertThat(other.reads())
                    .containsExactly(
                            "1         *" + frame("username Alice is taken: choose another one and connect again"));
            assertThat(other.ended()).isNotNull();
        }

        @Test
        void aHeaderThatIsNoneIsAnsweredAndEndsTheConnection() {
            for (var header : List.of("-1        ", "abc", "99999999999")) {
                var alice = named("length-header", "alice");
                alice.sends(header);
                assertThat(alice.reads()).singleElement().asString().startsWith("1         *");
                assertThat(alice.ended()).isNotNull();
            }
        }

        @Test
        void textOverTheLimitIsRefusedAndTheNextIsHeard() {
            var alice = named("length-header", "alice");
            var bob = named("length-header", "bob");

            alice.sends(frame("x".repeat(5000)) + frame("hi"));

            assertThat(alice.reads())
                    .containsExactly("1         *" + frame("That was too long and nobody got it: at most 4096 bytes"));
            assertThat(bob.reads()).containsExactly("5         alice2         hi");
        }
    }

    @Nested
    class Address {
        @Test
        void theNewcomerIsWelcomedWithTheCountAndTheOthersAreTold() {
            var first = scene.connect("address");
            assertThat(first.reads()).containsExactly("> Connected to the chat server (1 user online)");

            var second = scene.connect("address");
            assertThat(second.reads()).containsExactly("> Connected to the chat server (2 users online)");
            assertThat(first.reads()).containsExactly("> New user 192.0.2.1:50002 entered (2 users online)");
        }

        @Test
        void theOthersAreToldWhoLeftAndHowManyAreLeft() {
            var first = scene.connect("address");
            var second = scene.connect("address");
            var third = scene.connect("address");
            first.reads();

            third.closes();
            second.closes();

            assertThat(first.reads())
                    .containsExactly(
                            "< The user 192.0.2.1:50003 left (2 users online)",
                            "< The user 192.0.2.1:50002 left (1 user online)");
        }

        @Test
        void noneIsSingularToo() {
            var wording = new Wording(requireNonNull(scene.config.textDialects().get("address")), ZoneOffset.UTC);
            assertThat(List.of(wording.online(0), wording.online(1), wording.online(2)))
                    .containsExactly("0 user online", "1 user online", "2 users online");
        }

        @Test
        void aMessageHasTheAddressInBracketsAndDoesNotComeBack() {
            var first = scene.connect("address");
            var second = scene.connect("address");
            first.reads();
            second.reads();

            second.sends("hello");

            assertThat(first.reads()).containsExactly("[192.0.2.1:50002] hello");
            assertThat(second.reads()).isEmpty();
            assertThat(second.nick()).isEqualTo("[192-0-2-1-50002]");
        }

        @Test
        void theSameAddressOnAnotherNodeHasANickOfItsOwn() {
            scene.claims.add(Claimed.Result.TAKEN);
            assertThat(scene.connect("address").nick()).isEqualTo("[192-0-2-1-50001]2");
        }
    }

    @Nested
    class Prompt {
        @Test
        void theServerAsksAndLetsIn() {
            var alice = scene.connect("prompt");
            assertThat(alice.reads()).containsExactly("Please enter your username: ");

            alice.sends("alice\n");
            assertThat(alice.reads()).containsExactly("You are connected to chatroom.");
        }

        @Test
        void aMessageKeepsItsOwnNewline() {
            var alice = named("prompt", "alice");
            var bob = named("prompt", "bob");

            alice.sends("hi\n");

            assertThat(bob.reads()).containsExactly("<alice> hi\n");
            assertThat(alice.reads()).isEmpty();
        }

        @Test
        void nothingIsToldOfComingAndGoing() {
            var alice = named("prompt", "alice");
            named("prompt", "bob").sends("q\n");

            assertThat(alice.reads()).isEmpty();
        }

        @Test
        void aNameThatIsTakenOrNotAllowedIsAskedForAgain() {
            named("prompt", "alice");
            var other = scene.connect("prompt");
            other.reads();

            assertThat(other.sends("Alice\n").reads())
                    .containsExactly("The username Alice is taken.\n", "Please enter your username: ");
            assertThat(other.sends("al\u001b[31mice\n").reads())
                    .containsExactly(
                            "This username is not allowed, it has characters that nobody can see.\n",
                            "Please enter your username: ");
            assertThat(other.sends("\n").reads())
                    .containsExactly("This username is not allowed, it is empty.\n", "Please enter your username: ");
            assertThat(other.sends("bob\n").reads()).containsExactly("You are connected to chatroom.");
        }

        @Test
        void nobodyAsksForEver() {
            var other = scene.connect("prompt");
            for (int i = 0; i < 10; i++) {
                assertThat(other.ended()).isNull();
                other.sends("\n");
            }
            assertThat(other.ended()).isNotNull();
        }

        @Test
        void telnetAndNetcatLineEndsAreTheSame() {
            var alice = named("prompt", "alice");
            var bob = scene.connect("prompt")
                    .sends(new byte[] {(byte) 255, (byte) 253, 3})
                    .sends("bob\r\n");

            bob.sends("hi\r\n");

            assertThat(alice.reads()).containsExactly("<bob> hi\n");
        }

        @Test
        void slashNamesTellsWhoIsHere() {
            named("announce", "carol");
            var alice = named("prompt", "alice");

            assertThat(alice.sends("/names\n").reads()).containsExactly("In #lobby (2 users online): carol, alice\n");
        }

        @Test
        void whoWaitsForTheStoreIsTold() {
            var alice = named("prompt", "alice");
            var away = new PersonMail.StoreIs(false);

            alice.write(alice.dialect().mail(away, alice));

            assertThat(alice.reads()).containsExactly(away.words() + "\n");
        }

        @Test
        void slashNickTakesAnotherName() {
            var alice = named("prompt", "alice");
            named("prompt", "bob");

            assertThat(alice.sends("/nick Bob\n").reads()).containsExactly("The username Bob is taken.\n");
            assertThat(alice.sends("/nick alice\n").reads()).containsExactly("You are alice now.\n");
            assertThat(alice.sends("/nick alice b\n").reads()).containsExactly("You are alice b now.\n");
            assertThat(alice.someone().realName()).isEqualTo("alice b");
            assertThat(alice.sends("/nick\n").reads()).containsExactly("Usage: /nick NAME\n");
        }

        @Test
        void slashJoinGoesToAnotherRoom() {
            var alice = named("prompt", "alice");
            var bob = named("prompt", "bob");

            assertThat(alice.sends("/join tea\n").reads()).containsExactly("You are in #tea now (1 user online).\n");
            assertThat(alice.rooms().keySet()).extracting(Object::toString).containsExactly("#tea");
            alice.sends("anybody?\n");
            assertThat(bob.reads()).isEmpty();
            assertThat(alice.sends("/join #tea\n").reads()).containsExactly("You are in #tea already.\n");
            assertThat(alice.sends("/join a,b\n").reads())
                    .singleElement()
                    .asString()
                    .contains("no commas");
        }

        @Test
        void slashMsgSpeaksToOnePerson() {
            var alice = named("prompt", "alice");
            var bob = named("prompt", "bob");
            var carol = named("announce", "carol");

            alice.sends("/msg bob psst\n").sends("/msg carol you too\n");

            assertThat(bob.reads()).containsExactly("<alice> (private) psst\n");
            assertThat(carol.reads()).containsExactly("alice: (private) you too");
            assertThat(alice.sends("/msg nobody psst\n").reads()).containsExactly("Nobody is called nobody\n");
        }

        @Test
        void slashHelpTellsWhatThereIsAndQLeaves() {
            var alice = named("prompt", "alice");

            assertThat(alice.sends("/help\n").reads())
                    .hasSize(6)
                    .anySatisfy(line -> assertThat(line).startsWith("/quit"));
            alice.sends("q\n");
            assertThat(alice.ended()).isEqualTo("Client quit");
        }

        @Test
        void whatIsNoCommandIsSaid() {
            var alice = named("prompt", "alice");
            var bob = named("prompt", "bob");

            alice.sends("/etc/passwd\n//help\nquit\n");

            assertThat(bob.reads()).containsExactly("<alice> /etc/passwd\n", "<alice> /help\n", "<alice> quit\n");
        }

        @Test
        void whoIsPutOutMayGoElsewhere() {
            var operator = scene.ircPerson("boss");
            var alice = named("prompt", "alice");

            scene.does(operator, new RoomCommand.Kick(operator.identity(), Nick.of("alice"), "enough"));

            assertThat(alice.reads())
                    .containsExactly(
                            "You were put out of #lobby by boss: enough\n", "/join and a room's name let you go on\n");
            assertThat(alice.sends("/join tea\n").reads()).containsExactly("You are in #tea now (1 user online).\n");
        }
    }

    @Nested
    class Announce {
        @Test
        void comingAndGoingIsToldToTheOthers() {
            var alice = named("announce", "alice");
            var bob = scene.connect("announce").sends("bob");

            assertThat(bob.reads()).isEmpty();
            assertThat(alice.reads()).containsExactly("bob has joined the chat room.");

            bob.sends("q:quit");
            assertThat(bob.reads()).containsExactly("q:quit");
            assertThat(bob.ended()).isNotNull();
            assertThat(alice.reads()).containsExactly("bob has left the chat room.");
        }

        @Test
        void aMessageComesAsTheBytesThatWereSent() {
            var alice = named("announce", "alice");
            var bob = named("announce", "bob");
            alice.reads();

            bob.sends("bob: hello: you there");

            assertThat(alice.reads()).containsExactly("bob: hello: you there");
            assertThat(bob.reads()).isEmpty();
        }

        @Test
        void nobodySpeaksForAnother() {
            var alice = named("announce", "alice");
            var bob = named("announce", "bob");
            named("announce", "mallory").sends("alice: I owe you money");

            assertThat(bob.reads()).contains("mallory: I owe you money");
            assertThat(alice.reads()).contains("mallory: I owe you money");
        }

        @Test
        void gluedMessagesAreKeptApart() {
            var alice = named("announce", "alice");
            var bob = scene.connect("announce").sends("bobbob: onebob: twobob: three");

            assertThat(alice.reads())
                    .containsExactly("bob has joined the chat room.", "bob: one", "bob: two", "bob: three");
            bob.sends("bob: byeq:quit");
            assertThat(alice.reads()).containsExactly("bob: bye", "bob has left the chat room.");
        }

        @Test
        void noticesHaveNoColonBecauseTheClientWouldTakeThemForMessages() {
            named("announce", "alice");
            var other = scene.connect("announce").sends("alice");

            assertThat(other.reads()).containsExactly("The name alice is taken, connect again with another one.");
            assertThat(other.ended()).isNotNull();
            var guest = scene.connect("address");
            assertThat(scene.clients.get(0).reads()).containsExactly(guest.nick() + " has joined the chat room.");
        }

        @Test
        void whoIsPutOutIsToldSoAndTheOthersThatTheyLeft() {
            var operator = scene.ircPerson("boss");
            var alice = named("announce", "alice");
            var bob = named("announce", "bob");
            alice.reads();

            scene.does(operator, new RoomCommand.Kick(operator.identity(), Nick.of("bob"), "enough"));

            assertThat(alice.reads()).containsExactly("bob has left the chat room.");
            assertThat(bob.reads()).contains("You were put out of #lobby by boss, enough");
            assertThat(bob.ended()).isNotNull();
        }
    }

    @Nested
    class Sep {
        @Test
        void everybodyGetsTheMessageBackWithItsColourAndTime() {
            var alice = scene.connect("sep");
            var bob = scene.connect("sep");
            assertThat(alice.reads()).isEmpty();

            alice.sends(coloured("alice", "hello"));

            var shown = BLUE + "[2026-01-31 09:30:00] alice: hello" + RESET;
            assertThat(alice.reads()).containsExactly(shown);
            assertThat(bob.reads()).containsExactly(shown);
            assertThat(alice.nick()).isEqualTo("alice");
        }

        @Test
        void othersHaveAColourOfTheirOwnAndTheTimeOfTheServer() {
            var alice = named("sep", "alice");
            named("prompt", "bob").sends("hi\n").sends("again\n");

            var messages = alice.reads();
            assertThat(messages)
                    .hasSize(2)
                    .allMatch(one -> one.matches(
                            "\u001b\\[(3[1-7]|9[0-7])m\\[2026-01-31 12:59:59] bob: (hi|again)\u001b\\[39m"));
            assertThat(messages.get(0).substring(0, 5))
                    .isEqualTo(messages.get(1).substring(0, 5));
        }

        @Test
        void gluedMessagesAreKeptApartAndCutOnesPutTogether() {
            var bob = named("prompt", "bob");
            var alice = scene.connect("sep");
            var both = coloured("alice", "one") + coloured("alice", "two");

            alice.sends(both.substring(0, 20)).sends(both.substring(20, 70)).sends(both.substring(70));

            assertThat(bob.reads()).containsExactly("<alice> one\n", "<alice> two\n");
        }

        @Test
        void theNameOfTheFirstMessageCounts() {
            var bob = named("prompt", "bob");
            var mallory = named("sep", "mallory");
            bob.reads();

            mallory.sends(coloured("bob", "I am bob"));

            assertThat(bob.reads()).containsExactly("<mallory> I am bob\n");
        }

        @Test
        void aNameThatIsTakenIsToldInGreyAndTheConnectionEnds() {
            named("prompt", "bob");
            var other = scene.connect("sep").sends(coloured("bob", "hello"));

            assertThat(other.reads())
                    .containsExactly(
                            GREY + "[2026-01-31 12:59:59] *: The name bob is taken: choose another one" + RESET);
            assertThat(other.ended()).isNotNull();
        }

        @Test
        void aColourThatIsNoneAndATimeThatIsNoneAreNotPassedOn() {
            var alice = named("sep", "alice");
            scene.connect("sep").sends("\u001b[5m[soon] eve<SEP>hi" + RESET);

            assertThat(alice.reads())
                    .singleElement()
                    .asString()
                    .doesNotContain("[5m")
                    .endsWith("] [soon] eve: hi" + RESET);
        }
    }

    @Nested
    class Everybody {
        @Test
        void hearsEverybody() {
            var one = named("length-header", "one");
            var two = scene.connect("address");
            var three = named("prompt", "three");
            var four = named("announce", "four");
            var five = named("sep", "five");
            var irc = scene.ircPerson("six");
            scene.clients.forEach(TextClient::reads);

            scene.says(irc, "\u0002bold\u0002 and \u000304red\u000f");

            assertThat(one.reads()).containsExactly("3         six12        bold and red");
            assertThat(two.reads()).containsExactly("[six] bold and red");
            assertThat(three.reads()).containsExactly("<six> bold and red\n");
            assertThat(four.reads()).containsExactly("six: bold and red");
            assertThat(five.reads()).singleElement().asString().endsWith("] six: bold and red" + RESET);
        }

        @Test
        void isToldOfIrcPeopleAsOfTheirOwn() {
            var address = scene.connect("address");
            var announce = named("announce", "alice");
            address.reads();
            announce.reads();

            var irc = scene.ircPerson("ivy");
            scene.quits(irc);

            assertThat(address.reads())
                    .containsExactly("> New user ivy entered (3 users online)", "< The user ivy left (2 users online)");
            assertThat(announce.reads())
                    .containsExactly("ivy has joined the chat room.", "ivy has left the chat room.");
        }

        @Test
        void seesTheNameThatWasGivenWhateverItIs() {
            var alice = named("announce", "alice");
            var longName = "The quick brown fox jumps over the lazy dog";
            for (var name : List.of("bob smith", "2pac", "\u00c9mile", longName)) {
                var other = scene.connect("announce").sends(name);
                assertThat(Nick.parse(other.nick())).isPresent();
                other.sends(name + ": hi").sends("q:quit");
                assertThat(alice.reads())
                        .containsExactly(
                                name + " has joined the chat room.", name + ": hi", name + " has left the chat room.");
            }
        }

        @Test
        void isSafeFromEscapeSequences() {
            var alice = named("prompt", "alice");
            var irc = scene.ircPerson("ivy");

            named("announce", "eve").sends("eve: \u001b[2J\u0007boo");
            scene.says(irc, "\u001b]0;title\u0007");

            assertThat(alice.reads()).containsExactly("<eve> \u241b[2J\u2407boo\n", "<ivy> \u241b]0;title\u2407\n");
        }

        @Test
        void isShownActionsAndNotWhatProgramsAskEachOther() {
            var alice = named("prompt", "alice");
            var irc = scene.ircPerson("ivy");

            scene.says(irc, "\u0001ACTION waves\u0001");
            scene.says(irc, "\u0001VERSION\u0001");
            scene.says(irc, SayKind.TAGS_ONLY, "");
            scene.says(irc, SayKind.NOTICE, "note");

            assertThat(alice.reads()).containsExactly("<ivy> * waves\n", "<ivy> note\n");
        }

        @Test
        void getsLongTextsInPiecesThatOneReadOfTheProgramHolds() {
            var alice = named("announce", "alice");
            var irc = scene.ircPerson("ivy");
            alice.reads();

            scene.says(irc, "\u00e9".repeat(1000));

            var pieces = alice.reads();
            assertThat(pieces).hasSize(2).allSatisfy(piece -> {
                assertThat(piece).startsWith("ivy: \u00e9");
                assertThat(piece.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(1024);
            });
        }

        @Test
        void isToldWhatIsNotUtf8() {
            var alice = named("prompt", "alice");
            alice.sends(new byte[] {'h', (byte) 0xE9, '\n'});

            assertThat(alice.reads()).containsExactly("Only UTF-8 is understood here\n");
            assertThat(alice.ended()).isNotNull();
        }

        @Test
        void whoIsBannedIsToldAndClosed() {
            var operator = scene.ircPerson("boss");
            scene.does(
                    operator,
                    new RoomCommand.ChangeModes(
                            operator.identity(), List.of(new ModeChange(true, 'b', "*!*@192.0.2.1"))));
            var alice = scene.connect("announce").sends("alice");

            assertThat(alice.reads()).containsExactly("You are banned from #lobby");
            assertThat(alice.ended()).isNotNull();
        }

        @Test
        void isInTheRoomThatThePresetNames() {
            scene = new ChatScene("parley.text-dialects.announce.room = \"#tea\"");
            assertThat(named("announce", "alice").rooms().keySet())
                    .extracting(Object::toString)
                    .containsExactly("#tea");
        }
    }
}
