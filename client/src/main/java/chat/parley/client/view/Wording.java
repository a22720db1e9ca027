package chat.parley.client.view;

import static chat.parley.client.view.Span.Role.ASIDE;
import static chat.parley.client.view.Span.Role.MENTION;
import static chat.parley.client.view.Span.Role.NICK;
import static chat.parley.client.view.Span.Role.OWN;
import static chat.parley.client.view.Span.Role.PLACE;
import static chat.parley.client.view.Span.Role.PROBLEM;
import static chat.parley.client.view.Span.Role.TEXT;
import static chat.parley.client.view.Span.Role.TIME;

import chat.parley.client.model.Happening;
import chat.parley.client.model.Happening.Arrived;
import chat.parley.client.model.Happening.Headcount;
import chat.parley.client.model.Happening.Joined;
import chat.parley.client.model.Happening.Kind;
import chat.parley.client.model.Happening.Left;
import chat.parley.client.model.Happening.LinkTold;
import chat.parley.client.model.Happening.Problem;
import chat.parley.client.model.Happening.Renamed;
import chat.parley.client.model.Happening.Said;
import chat.parley.client.model.Happening.Told;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** The words for everything that happens, the same on every kind of screen. */
final class Wording implements Happening.Visitor<Sentence> {
    private static final int SHOWN_NAMES_LIMIT = 50;

    private final DateTimeFormatter time;

    // Mutable state
    private String currentPlace = "";

    /** @param timePattern of the stamp that begins each line */
    Wording(String timePattern, ZoneId zone) {
        this.time = DateTimeFormatter.ofPattern(timePattern).withZone(zone);
    }

    /** What is said there needs no name of the place before it; empty for none. */
    void currentPlace(String place) {
        currentPlace = place;
    }

    @Override
    public Sentence said(Said said) {
        Sentence.Builder sentence = begin(said);
        if (!said.place().equalsIgnoreCase(currentPlace)) {
            sentence.add(PLACE, place(said) + " ");
        }
        if (said.kind() == Kind.ACTION) {
            sentence.add(TEXT, "* ").add(said.own() ? OWN : NICK, said.sender()).add(TEXT, " ");
        } else if (said.own()) {
            sentence.add(OWN, "[You]").add(TEXT, " ");
        } else {
            boolean notice = said.kind() == Kind.NOTICE;
            sentence.add(TEXT, notice ? "-" : "<").add(NICK, said.sender()).add(TEXT, notice ? "- " : "> ");
        }
        return sentence.add(said.isMention() ? MENTION : TEXT, said.text()).build();
    }

    private static String place(Said said) {
        if (!said.isPrivate()) {
            return said.place();
        }
        return said.own() ? "(to " + said.place() + ")" : "(private)";
    }

    @Override
    public Sentence arrived(Arrived arrived) {
        List<String> people = arrived.people();
        int more = people.size() - SHOWN_NAMES_LIMIT;
        String names = people.stream().limit(SHOWN_NAMES_LIMIT).collect(Collectors.joining(", "));
        String topic = arrived.topic() == null ? "" : "; topic: " + arrived.topic();
        return begin(arrived)
                .add(ASIDE, "-- you are in " + here(new Headcount(arrived.room(), people.size())) + ": ")
                .add(ASIDE, names + (more > 0 ? " and " + more + " more" : "") + topic)
                .build();
    }

    @Override
    public Sentence joined(Joined joined) {
        return begin(joined)
                .add(ASIDE, "-> ")
                .add(NICK, joined.nick())
                .add(ASIDE, " joined " + here(joined.room()))
                .build();
    }

    @Override
    public Sentence left(Left left) {
        String rooms = left.own()
                ? left.rooms().get(0).room()
                : left.rooms().stream().map(Wording::here).collect(Collectors.joining(", "));
        String how = left.own() && left.how().startsWith("was ")
                ? "were " + left.how().substring(4)
                : left.how();
        return begin(left)
                .add(ASIDE, "<- ")
                .add(left.own() ? OWN : NICK, left.own() ? "you" : left.nick())
                .add(ASIDE, " " + how + " " + rooms + (left.reason().isBlank() ? "" : ": " + left.reason()))
                .build();
    }

    @Override
    public Sentence renamed(Renamed renamed) {
        return begin(renamed)
                .add(ASIDE, "-- ")
                .add(renamed.own() ? OWN : NICK, renamed.own() ? "you" : renamed.before())
                .add(ASIDE, renamed.own() ? " are now " : " is now ")
                .add(renamed.own() ? OWN : NICK, renamed.after())
                .build();
    }

    @Override
    public Sentence told(Told told) {
        return begin(told).add(ASIDE, "-- " + told.text()).build();
    }

    @Override
    public Sentence linkTold(LinkTold told) {
        return begin(told).add(ASIDE, "-- " + told.text()).buildAside();
    }

    @Override
    public Sentence problem(Problem problem) {
        return begin(problem).add(PROBLEM, "!! " + problem.text()).buildAside();
    }

    private Sentence.Builder begin(Happening happening) {
        return new Sentence.Builder().add(TIME, time.format(happening.at()) + " ");
    }

    private static String here(Headcount room) {
        return room.room() + " (" + room.people() + (room.people() == 1 ? " person" : " people") + " here)";
    }
}
