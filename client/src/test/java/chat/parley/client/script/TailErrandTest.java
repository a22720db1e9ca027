package chat.parley.client.script;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.model.ExitCode;
import chat.parley.client.script.TailErrand.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TailErrandTest {
    private static final Wish LAST_TWO = new Wish(2, null, false);
    private static final Wish FOLLOW = new Wish(0, null, true);

    private final List<String> printed = new ArrayList<>();

    @Test
    void theLastLinesAreWrittenAndThatIsAll() {
        PlayedServer server = tail(LAST_TWO).letIn(PlayedServer.ALL);
        assertThat(server.heard()).containsExactly("CHATHISTORY LATEST #ops * 2");

        server.say(batch("a", "m1 one", "m2 two"));

        assertThat(printed).containsExactly("one", "two");
        assertThat(server.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void moreThanAPageIsAskedForBackwards() {
        PlayedServer server = tail(new Wish(5, null, false)).letIn(PlayedServer.ALL);
        assertThat(server.heard()).containsExactly("CHATHISTORY LATEST #ops * 3");
        server.say(batch("a", "m4 four", "m5 five", "m6 six"));
        assertThat(server.heard()).containsExactly("CHATHISTORY BEFORE #ops msgid=m4 2");

        server.say(batch("b", "m2 two", "m3 three"));

        assertThat(printed).containsExactly("two", "three", "four", "five", "six");
        assertThat(server.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aYoungRoomHasFewerLines() {
        PlayedServer server = tail(new Wish(5, null, false)).letIn(PlayedServer.ALL);
        server.say(batch("a", "m1 one"));
        assertThat(server.heard()).contains("CHATHISTORY BEFORE #ops msgid=m1 3");

        server.say(batch("b"));

        assertThat(printed).containsExactly("one");
        assertThat(server.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void sinceAMomentIsReadForwardsToTheEnd() {
        PlayedServer server =
                tail(new Wish(0, Instant.parse("2026-01-01T11:00:00Z"), false)).letIn(PlayedServer.ALL);
        assertThat(server.heard()).containsExactly("CHATHISTORY AFTER #ops timestamp=2026-01-01T11:00:00.000Z 3");
        server.say(batch("a", "m1 one", "m2 two", "m3 three"));
        assertThat(server.heard()).containsExactly("CHATHISTORY AFTER #ops msgid=m3 3");
        server.say(batch("b", "m4 four"));
        server.say(batch("c"));

        assertThat(printed).containsExactly("one", "two", "three", "four");
        assertThat(server.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void whatIsSaidWhileTheHistoryIsReadComesAfterItAndOnce() {
        PlayedServer server = tail(new Wish(2, null, true)).letIn(PlayedServer.ALL);

        server.say("@msgid=m2 :bob!u@h PRIVMSG #ops :two", "@msgid=m3 :bob!u@h PRIVMSG #ops :three");
        server.say(batch("a", "m1 one", "m2 two"));
        server.say("@msgid=m4 :bob!u@h PRIVMSG #ops :four", "@msgid=m5 :bob!u@h PRIVMSG #other :five");

        assertThat(printed).containsExactly("one", "two", "three", "four");
        assertThat(server.exitCode()).isNull();
    }

    @Test
    void aGapIsFilledFromTheHistory() {
        PlayedServer server = tail(FOLLOW).letIn(PlayedServer.ALL);
        server.say("@msgid=m1;time=2026-01-01T12:00:01.000Z :bob!u@h PRIVMSG #ops :one");
        server.lose("connection reset").letIn(PlayedServer.ALL);
        assertThat(server.heard()).containsExactly("CHATHISTORY AFTER #ops msgid=m1 3");

        server.say("@msgid=m4 :bob!u@h PRIVMSG #ops :four");
        server.say(batch("a", "m2 two", "m3 three", "m4 four"));
        server.say(batch("b"));

        assertThat(printed).containsExactly("one", "two", "three", "four");
        assertThat(server.words()).isEmpty();
    }

    @Test
    void aGapBeforeTheFirstLineIsFilledToo() {
        PlayedServer server = tail(FOLLOW).letIn(PlayedServer.ALL).lose("connection reset");

        server.letIn(PlayedServer.ALL);

        assertThat(server.heard()).containsExactly("CHATHISTORY AFTER #ops timestamp=2026-01-01T12:00:00.000Z 3");
    }

    @Test
    void aLossWhileTheGapIsFilledLeavesNoHole() {
        PlayedServer server = tail(FOLLOW).letIn(PlayedServer.ALL);
        server.say("@msgid=m1 :bob!u@h PRIVMSG #ops :one").lose("gone").letIn(PlayedServer.ALL);
        server.say("@msgid=m4 :bob!u@h PRIVMSG #ops :four").lose("gone again").letIn(PlayedServer.ALL);
        server.heard();

        server.say(batch("a", "m2 two", "m3 three", "m4 four"));
        server.say(batch("b"));

        assertThat(printed).containsExactly("one", "two", "three", "four");
    }

    @Test
    void aServerWithoutAHistoryRefuses() {
        PlayedServer server = tail(LAST_TWO).letIn(Set.of("batch"));

        assertThat(server.words()).containsExactly("the server gives no history: it has no draft/chathistory");
        assertThat(server.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void aServerThatKeepsItsHistoryToItselfIsQuoted() {
        PlayedServer server = tail(LAST_TWO).letIn(PlayedServer.ALL);

        server.say("FAIL CHATHISTORY INVALID_TARGET LATEST #ops :Messages could not be retrieved");

        assertThat(server.words()).containsExactly("the server gives no history: Messages could not be retrieved");
        assertThat(server.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void withoutAHistoryOneCanFollowAndGapsAreTold() {
        PlayedServer server = tail(FOLLOW).letIn(Set.of());
        server.say("@time=2026-01-01T12:00:01.000Z :bob!u@h PRIVMSG #ops :one");

        server.lose("connection reset").letIn(Set.of()).say(":bob!u@h PRIVMSG #ops :three");

        assertThat(printed).containsExactly("one", "three");
        assertThat(server.words())
                .containsExactly("the server gives no history (it has no draft/chathistory); what was said since"
                        + " 2026-01-01T12:00:01Z may be missing");
    }

    @Test
    void itIsOverWhenNobodyReadsAnyMore() {
        PlayedServer server = new PlayedServer(new TailErrand("#ops", FOLLOW, message -> false)).letIn(Set.of());

        server.say(":bob!u@h PRIVMSG #ops :one");

        assertThat(server.exitCode()).isEqualTo(ExitCode.DONE);
    }

    private PlayedServer tail(Wish wish) {
        return new PlayedServer(new TailErrand("#ops", wish, message -> printed.add(message.text())));
    }

    /** A page of history; each line is an id and a text. */
    private static String[] batch(String name, String... lines) {
        List<String> batch = new ArrayList<>();
        batch.add(":srv BATCH +" + name + " chathistory #ops");
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            batch.add("@batch=" + name + ";msgid=" + parts[0] + " :bob!u@h PRIVMSG #ops :" + parts[1]);
        }
        batch.add(":srv BATCH -" + name);
        return batch.toArray(String[]::new);
    }
}
