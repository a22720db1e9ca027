package chat.parley.client.screen;

import static chat.parley.client.screen.Pictures.assertLooksLike;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.Scenario;
import chat.parley.client.view.Theme;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jline.terminal.Size;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

/** Screens as pictures of text: {@code src/test/resources/pictures} holds what they are to look like. */
class DrawingTest {
    private static final Size NORMAL = Size.of(80, 24);
    private static final Size LARGE = Size.of(120, 40);
    private static final Size SMALL = Size.of(40, 12);

    private final Viewport viewport = new Viewport();

    @Test
    void aDayInARoom() {
        Scenario alice = aDay();

        assertLooksLike("day-80x24", draw(alice, NORMAL));
        assertLooksLike("day-120x40", draw(alice, LARGE));
        assertLooksLike("day-40x12", draw(alice, SMALL));
    }

    @Test
    void whatIsNewElsewhere() {
        Scenario alice = aDay();

        alice.hear(
                "@time=2026-01-02T12:30:00.000Z :carol!c@h PRIVMSG #dev :the build is red",
                "@time=2026-01-02T12:30:01.000Z :carol!c@h PRIVMSG #dev :alice: can you look?",
                "@time=2026-01-02T12:30:02.000Z :dan!d@h PRIVMSG #ops :anybody?",
                "@time=2026-01-02T12:30:03.000Z :bob!b@h PRIVMSG alice :psst");

        assertLooksLike("news-80x24", draw(alice, NORMAL));
        assertLooksLike("news-40x12", draw(alice, SMALL));
    }

    @Test
    void goingToTheNewsShowsWhereItBegins() {
        Scenario alice = aDay().hear("@time=2026-01-01T12:30:00.000Z :carol!c@h PRIVMSG #ops :read long ago");
        alice.go(places -> places.switchTo("#ops")).go(places -> places.switchTo("#lobby"));
        alice.hear(
                "@time=2026-01-02T12:40:00.000Z :carol!c@h PRIVMSG #ops :is anybody here?",
                "@time=2026-01-02T12:41:00.000Z :dan!d@h PRIVMSG #ops :alice is");

        alice.go(places -> places.goToNews());

        assertLooksLike("unread-line-80x24", draw(alice, NORMAL));
    }

    @Test
    void ownLinesArePendingUntilTheServerHasThem() {
        Scenario alice = Scenario.startingFull("#lobby").connect(Scenario.ALL).enter("#lobby");

        alice.type("taken", "refused", "on its way");
        alice.hear(
                "@label=1;time=2026-01-01T12:00:01.000Z :alice!parley@host PRIVMSG #lobby :taken",
                "@label=2 :srv 404 alice #lobby :Cannot send to channel");
        assertLooksLike("pending-60x12", draw(alice, Size.of(60, 12)));

        alice.lose("Connection reset");
        assertLooksLike("unconfirmed-60x12", draw(alice, Size.of(60, 12)));
    }

    @Test
    void aHostileRoomChangesNothingAroundIt() {
        Scenario alice = Scenario.startingFull("#lobby").connect(Scenario.ALL).enter("#lobby");
        String wide = "広".repeat(30);

        alice.hear(
                "@time=2026-01-01T12:01:00.000Z :" + wide + "!x@h JOIN #lobby",
                "@time=2026-01-01T12:01:01.000Z :" + wide + "!x@h PRIVMSG #lobby :" + "漢".repeat(60),
                "@time=2026-01-01T12:01:02.000Z :e\u001b[31mve!x@h PRIVMSG #lobby :\u001b[2J\u001b]0;t\u0007\u009b1A\u202egnp",
                "@time=2026-01-01T12:01:03.000Z :zoe!x@h PRIVMSG #lobby :e\u0301\u0301\u0301 👩‍👩‍👧 🇨🇭 👍🏽 ☝️ 한국어 שלום",
                "@time=2026-01-01T12:01:04.000Z :zoe!x@h PRIVMSG #lobby :\u0002bold\u0002 \u000304,01red\u0003 \u001ditalic\u001d",
                "@time=2026-01-01T12:01:05.000Z :" + wide + "!x@h TOPIC #lobby :" + "題".repeat(80));
        String picture = draw(alice, NORMAL);

        assertLooksLike("hostile-80x24", picture);
        assertThat(picture).doesNotContainPattern("[\\p{Cntrl}&&[^\n]]|\u202e");
        assertThat(rows(alice, NORMAL))
                .allSatisfy(row -> assertThat(Text.width(row)).isEqualTo(80));
        assertThat(rows(alice, SMALL))
                .allSatisfy(row -> assertThat(Text.width(row)).isEqualTo(40));
    }

    @Test
    void scrollingStandsStillWhileMoreIsSaid() {
        Scenario alice = Scenario.startingFull("#lobby").connect(Scenario.ALL).enter("#lobby");
        for (int i = 0; i < 100; i++) {
            alice.hear(
                    "@time=2026-01-01T12:%02d:%02d.000Z :bob!b@h PRIVMSG #lobby :line %d".formatted(i / 60, i % 60, i));
        }

        Drawing drawing = drawing(alice, NORMAL);
        viewport.scroll(drawing.messages(), 30, drawing.messageHeight(Typed.NOTHING));
        String before = draw(alice, NORMAL);
        alice.go(places -> places.looking(false));
        alice.hear("@time=2026-01-01T12:30:00.000Z :bob!b@h PRIVMSG #lobby :below");

        assertThat(before.lines().skip(1).limit(21))
                .containsExactlyElementsOf(
                        draw(alice, NORMAL).lines().skip(1).limit(21).toList());
        assertLooksLike("scrolled-80x24", draw(alice, NORMAL));

        viewport.scroll(drawing.messages(), 1_000, drawing.messageHeight(Typed.NOTHING));
        assertThat(draw(alice, NORMAL)).contains("line 0 ", "Thursday, 1 January 2026");
        viewport.scroll(drawing.messages(), -1_000, drawing.messageHeight(Typed.NOTHING));
        assertThat(viewport.isFollowing()).isTrue();
    }

    @Test
    void theInputGrowsAndShowsWhatItIs() {
        Scenario alice = aDay();
        Typed long_ = new Typed(
                "one line\nanother one that is so long that it does not fit into the screen at all, no", 8, List.of());

        assertLooksLike("input-80x24", draw(alice, NORMAL, long_));
        assertLooksLike("command-40x12", draw(alice, SMALL, new Typed("/join #par", 10, List.of())));
    }

    @Test
    void aLostConnectionIsSeenInTheStatus() {
        Scenario alice = aDay().lose("Connection reset");

        assertLooksLike("lost-80x24", draw(alice, NORMAL));
    }

    @Test
    void statusTellsOfLatencyAwayAndWhoTypes() {
        Scenario alice = Scenario.startingFull("#lobby")
                .connect(Set.of("message-tags", "echo-message", "labeled-response"))
                .enter("#lobby")
                .hear(":bob!b@h JOIN #lobby");

        alice.pass(Duration.ZERO).type("/away at lunch");
        alice.hear(":srv 306 alice :You have been marked as being away", ":srv PONG srv parley-latency");
        alice.hear("@+typing=active :bob!b@h TAGMSG #lobby");
        assertThat(draw(alice, NORMAL)).contains("● node-1:6667  1 ms  away: at lunch  bob is typing");

        alice.hear(":bob!b@h PRIVMSG #lobby :done");
        assertThat(draw(alice, NORMAL)).doesNotContain("typing");
    }

    @Test
    void everySizeIsDrawnWhole() {
        Scenario alice = aDay();
        for (int columns = 10; columns < 130; columns += 3) {
            for (int height = 4; height < 30; height += 5) {
                int wanted = columns;
                assertThat(rows(alice, Size.of(columns, height)))
                        .hasSize(height)
                        .allSatisfy(row -> assertThat(Text.width(row)).isEqualTo(wanted));
            }
        }
    }

    private static Scenario aDay() {
        return Scenario.startingFull("#lobby", "#dev", "#ops")
                .connect(Scenario.ALL)
                .enter("#lobby", "#dev", "#ops")
                .hear(
                        ":srv 332 alice #lobby :tea at five; all are welcome",
                        ":srv 353 alice = #lobby :@bob +carol alice dan erin",
                        ":srv 366 alice #lobby :End",
                        "@time=2026-01-01T23:58:00.000Z :bob!b@h PRIVMSG #lobby :good night, all",
                        "@time=2026-01-02T09:00:00.000Z :carol!c@h PRIVMSG #lobby :good morning! who has read the notes of yesterday, and what do you think of them?",
                        "@time=2026-01-02T09:00:20.000Z :carol!c@h PRIVMSG #lobby :they are at https://example.org/notes/2025-12-31.html",
                        "@time=2026-01-02T09:01:00.000Z :fay!f@h JOIN #lobby",
                        "@time=2026-01-02T09:01:10.000Z :gus!g@h JOIN #lobby",
                        "@time=2026-01-02T09:01:20.000Z :dan!d@h QUIT :Connection reset",
                        "@time=2026-01-02T09:02:00.000Z :bob!b@h PRIVMSG #lobby :\u0001ACTION yawns\u0001",
                        "@time=2026-01-02T09:03:00.000Z :bob!b@h PRIVMSG #lobby :alice, you wrote them?",
                        "@time=2026-01-02T09:04:00.000Z :alice!parley@host PRIVMSG #lobby :I did",
                        "@time=2026-01-02T09:05:00.000Z :erin!e@h PART #lobby :lunch");
    }

    private static Drawing drawing(Scenario scenario, Size size) {
        return new Drawing(scenario.model().overview(), Look.DEFAULT.with(Theme.DARK), ZoneOffset.UTC, size);
    }

    private String draw(Scenario scenario, Size size) {
        return draw(scenario, size, Typed.NOTHING);
    }

    private String draw(Scenario scenario, Size size, Typed typed) {
        Picture picture = drawing(scenario, size).picture(typed, viewport);
        return picture + "\ncursor at " + picture.cursorRow() + ", " + picture.cursorColumn();
    }

    private List<AttributedString> rows(Scenario scenario, Size size) {
        return drawing(scenario, size).picture(Typed.NOTHING, viewport).rows();
    }
}
