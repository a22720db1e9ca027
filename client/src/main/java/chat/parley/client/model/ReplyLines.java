package chat.parley.client.model;

import static chat.parley.client.model.Lines.last;
import static chat.parley.client.model.Lines.param;
import static chat.parley.client.model.Lines.restFrom;

import chat.parley.client.connection.Capabilities;
import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server answers: to a question, with an error, or unasked about itself. */
final class ReplyLines {
    /** Rooms that a list shows; a big network has tens of thousands. */
    private static final int SHOWN_ROOMS_LIMIT = 50;

    private static final int LISTED_ROOMS_LIMIT = 100_000;

    /** Part of every greeting, or the end of a list, and no news. */
    private static final Set<Numeric> SILENT = Set.of(
            Numeric.RPL_TOPICWHOTIME,
            Numeric.RPL_CREATIONTIME,
            Numeric.RPL_CHANNEL_URL,
            Numeric.RPL_MOTDSTART,
            Numeric.RPL_MOTD,
            Numeric.RPL_LISTSTART,
            Numeric.RPL_ENDOFWHOIS,
            Numeric.RPL_ENDOFWHO,
            Numeric.RPL_ENDOFWHOWAS,
            Numeric.RPL_WHOISMODES,
            Numeric.RPL_VISIBLEHOST);

    private record ListedRoom(String name, int people, String topic) {}

    private final State state;
    private final Effects effects;
    private final Outgoing outgoing;
    private final MessageLines messages;

    // Mutable state
    private final List<ListedRoom> listed = new ArrayList<>();
    private int listedCount;

    ReplyLines(State state, Effects effects, Outgoing outgoing, MessageLines messages, Handlers handlers) {
        this.state = state;
        this.effects = effects;
        this.outgoing = outgoing;
        this.messages = messages;
        handlers.on("CAP", this::onCapabilities)
                .on(Numeric.RPL_ISUPPORT, this::onIsupport)
                .on(Numeric.RPL_ENDOFMOTD, this::onEndOfGreeting)
                .on(Numeric.ERR_NOMOTD, this::onEndOfGreeting)
                .on(Numeric.RPL_AWAY, this::onAway)
                .on(Numeric.RPL_NOWAWAY, line -> away(line, state.awayReason))
                .on(Numeric.RPL_UNAWAY, line -> away(line, null))
                .on(Numeric.RPL_WHOISUSER, this::onWhoisUser)
                .on(Numeric.RPL_WHOISSERVER, line -> about(line, "is on " + param(line, 2)))
                .on(
                        Numeric.RPL_WHOISCHANNELS,
                        line -> about(line, "is in " + last(line).trim()))
                .on(Numeric.RPL_WHOISACCOUNT, line -> about(line, "has the account " + param(line, 2)))
                .on(Numeric.RPL_WHOISIDLE, this::onWhoisIdle)
                .on(Numeric.RPL_LIST, this::onList)
                .on(Numeric.RPL_LISTEND, this::onEndOfList);
        SILENT.forEach(numeric -> handlers.on(numeric, line -> {}));
    }

    /** Any line that has no handler. */
    void other(Line line) {
        Numeric numeric = Numeric.of(line.command());
        boolean isNumeric = Character.isDigit(line.command().charAt(0));
        // Servers have error numerics of their own; 4xx and 5xx are kept for errors (RFC 2812 section 5).
        boolean isError = line.command().startsWith("4") || line.command().startsWith("5");
        if (isError || (numeric != null && numeric.isError())) {
            onError(line);
        } else if (isNumeric && state.greeted) {
            effects.tell(restFrom(line, 1));
        }
    }

    private void onError(Line line) {
        String about = line.params().size() > 2 ? param(line, 1) : "";
        if (state.isJoining(about)) {
            onJoinRefused(line, about);
        } else if (!outgoing.refused(messages.label(line), about, last(line))) {
            state.atLeast(ExitCode.REFUSED);
            effects.problem(about.isEmpty() ? last(line) : about + ": " + last(line));
        }
    }

    private void onJoinRefused(Line line, String room) {
        state.atLeast(ExitCode.REFUSED);
        state.stayOut(room);
        effects.problem("you cannot go into " + room + ": " + last(line));
    }

    /** cap-notify: what the server offers or takes back later. */
    private void onCapabilities(Line line) {
        switch (param(line, 1)) {
            case "NEW" -> {
                Set<String> wanted = Capabilities.wantedOf(last(line));
                if (!wanted.isEmpty()) {
                    effects.send("CAP", "REQ", String.join(" ", wanted));
                }
            }
            case "ACK" -> state.capabilities.addAll(Capabilities.namesOf(last(line)));
            case "DEL" -> state.capabilities.removeAll(Capabilities.namesOf(last(line)));
            default -> {}
        }
    }

    private void onIsupport(Line line) {
        state.isupport(state.isupport.with(line));
    }

    private void onEndOfGreeting(Line line) {
        state.greeted = true;
    }

    private void onAway(Line line) {
        effects.tell(param(line, 1) + " is away: " + last(line));
    }

    private void away(Line line, @Nullable String reason) {
        state.away = reason;
        effects.tell(last(line));
    }

    private void onWhoisUser(Line line) {
        about(line, "is " + param(line, 2) + "@" + param(line, 3) + " (" + last(line) + ")");
    }

    private void onWhoisIdle(Line line) {
        String signOn = param(line, 3);
        String idle = param(line, 2);
        about(
                line,
                "has been idle for " + (idle.matches("\\d{1,9}") ? duration(Long.parseLong(idle)) : idle)
                        + (signOn.matches("\\d{1,12}") ? ", here for " + duration(secondsSince(signOn)) : ""));
    }

    private long secondsSince(String epochSecond) {
        Instant then = Instant.ofEpochSecond(Long.parseLong(epochSecond));
        return Math.max(0, Duration.between(then, effects.now()).toSeconds());
    }

    private static String duration(long seconds) {
        Duration idle = Duration.ofSeconds(seconds);
        return idle.toDays() > 0
                ? idle.toDays() + " d " + idle.toHoursPart() + " h"
                : idle.toHours() > 0
                        ? idle.toHours() + " h " + idle.toMinutesPart() + " min"
                        : idle.toMinutes() > 0 ? idle.toMinutes() + " min" : seconds + " s";
    }

    private void about(Line line, String text) {
        effects.tell(param(line, 1) + " " + text);
    }

    private void onList(Line line) {
        String people = param(line, 2);
        listedCount++;
        if (listed.size() < LISTED_ROOMS_LIMIT && people.matches("\\d{1,9}")) {
            listed.add(new ListedRoom(param(line, 1), Integer.parseInt(people), last(line)));
        }
    }

    private void onEndOfList(Line line) {
        listed.sort(Comparator.comparingInt(ListedRoom::people).reversed().thenComparing(ListedRoom::name));
        int shown = Math.min(listed.size(), SHOWN_ROOMS_LIMIT);
        for (ListedRoom room : listed.subList(0, shown)) {
            String topic = room.topic().isBlank() ? "" : ": " + room.topic();
            effects.tell(room.name() + " (" + people(room.people()) + ")" + topic);
        }
        int more = listedCount - shown;
        effects.tell(more > 0 ? "and " + more + " more rooms; /list PATTERN finds some of them" : rooms(listedCount));
        listed.clear();
        listedCount = 0;
    }

    private static String rooms(int count) {
        return count == 0 ? "there are no rooms" : count == 1 ? "1 room" : count + " rooms";
    }

    private static String people(int count) {
        return count == 1 ? "1 person" : count + " people";
    }
}
