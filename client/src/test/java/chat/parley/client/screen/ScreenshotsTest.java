package chat.parley.client.screen;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.Scenario;
import chat.parley.client.screen.Svg.Ground;
import chat.parley.client.view.Theme;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pictures of the documentation, drawn from the client's real output. */
@Timeout(60)
class ScreenshotsTest {
    private static final Set<String> CAPABILITIES =
            Set.of("echo-message", "labeled-response", "batch", "server-time", "message-tags");

    @Test
    void aDay() throws IOException {
        try (Monitor monitor = new Monitor(story(), 100, 27)) {
            monitor.awaitPicture("grace is typing");
            monitor.press("li").press("\t").awaitPicture("alice › linus:");
            Pictures.assertShown("day", Svg.of(monitor.screen(), Ground.DARK));
        }
    }

    @Test
    void theSameOnALightGround() throws IOException {
        try (Monitor monitor = new Monitor(story(), 100, 27, Look.DEFAULT.with(Theme.LIGHT))) {
            monitor.awaitPicture("grace is typing");
            Pictures.assertShown("day-light", Svg.of(monitor.screen(), Ground.LIGHT));
        }
    }

    @Test
    void fortyColumns() throws IOException {
        try (Monitor monitor = new Monitor(story(), 40, 20)) {
            monitor.awaitPicture("#dev:!1");
            assertThat(monitor.picture().lines())
                    .allSatisfy(row -> assertThat(row.length()).isLessThanOrEqualTo(40));
            Pictures.assertShown("narrow", Svg.of(monitor.screen(), Ground.DARK));
        }
    }

    private static Scenario story() {
        Scenario alice = Scenario.startingFull("#lobby", "#dev", "#ops")
                .connect(CAPABILITIES)
                .enter("#lobby", "#dev", "#ops");
        alice.hear(
                ":srv 005 alice NETWORK=Parley :are supported",
                ":srv 332 alice #lobby :Release 0.2 on Friday. Notes: https://example.org/notes",
                ":srv 353 alice = #lobby :@ada grace alice linus margaret",
                ":srv 366 alice #lobby :End",
                at(
                        "01T18:40:00",
                        ":ada!a@h PRIVMSG #lobby :the search index is filled behind now, nobody waits for it"),
                at("01T18:41:00", ":linus!l@h PRIVMSG #lobby :\\o/"),
                at("02T09:02:00", ":ada!a@h PRIVMSG #lobby :good morning, everybody"),
                at(
                        "02T09:02:20",
                        ":ada!a@h PRIVMSG #lobby :node 2 is drained for the new kernel; its people are on 1 and 3, and I have not"
                                + " heard of anybody who noticed"),
                at("02T09:03:00", ":edsger!e@h JOIN #lobby"),
                at("02T09:03:10", ":barbara!b@h JOIN #lobby"),
                at("02T09:03:20", ":edsger!e@h PART #lobby"),
                at("02T09:04:00", ":grace!g@h PRIVMSG #lobby :I was in the middle of a sentence and did not"),
                at("02T09:05:00", ":grace!g@h PRIVMSG #lobby :\u0001ACTION raises her cup 🍵\u0001"),
                at(
                        "02T09:06:00",
                        ":margaret!m@h PRIVMSG #lobby :here is the graph: \u0002p99 is 3 ms\u0002, it was 8:"
                                + " https://example.org/graph/p99"),
                at("02T09:07:00", ":linus!l@h PRIVMSG #lobby :alice, will you write it down for the notes?"),
                at("02T09:08:00", ":grace!g@h PRIVMSG #dev :alice: the build is green again"),
                at("02T09:08:10", ":ada!a@h PRIVMSG #ops :node 2 is back"),
                at("02T09:08:12", ":ada!a@h PRIVMSG #ops :and has its rooms"),
                at("02T09:08:40", ":margaret!m@h PRIVMSG alice :lunch?"));
        alice.pass(Duration.ofHours(21).plusMinutes(9))
                .type("I will, and 日本語 too, this time")
                .hear(at(
                        "02T09:09:00", ":alice!parley@host PRIVMSG #lobby :I will, and 日本語 too, this time", "label=1"));
        alice.type("who has the list of changes?");
        alice.hear(":srv PONG srv parley-latency", "@+typing=active :grace!g@h TAGMSG #lobby");
        return alice;
    }

    private static String at(String time, String line, String... tags) {
        return "@time=2026-01-" + time + ".000Z" + (tags.length == 0 ? "" : ";" + tags[0]) + " " + line;
    }
}
