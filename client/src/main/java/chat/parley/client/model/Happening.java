package chat.parley.client.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person is shown. Holds what was sent as it was sent: the view makes it safe to show, all of it, the
 * names too.
 */
public sealed interface Happening {
    /** When it happened, by the server's clock where it told. */
    Instant at();

    <R> R accept(Visitor<R> visitor);

    /** How something was said. */
    enum Kind {
        MESSAGE,
        ACTION,
        NOTICE
    }

    /**
     * Somebody said something.
     *
     * @param place the room, or the other person of a private conversation
     * @param isPrivate whether the place is a person
     * @param own whether one said it oneself; then the server has taken it
     * @param isMention whether it is meant for the reader: names them, has a word of theirs, or is private
     * @param msgid the server's name for it (IRCv3 message-ids), null where it gave none
     */
    record Said(
            Instant at,
            String place,
            boolean isPrivate,
            String sender,
            Kind kind,
            String text,
            boolean own,
            boolean isMention,
            @Nullable String msgid)
            implements Happening {
        /** Without an id. */
        public Said(
                Instant at,
                String place,
                boolean isPrivate,
                String sender,
                Kind kind,
                String text,
                boolean own,
                boolean isMention) {
            this(at, place, isPrivate, sender, kind, text, own, isMention, null);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.said(this);
        }
    }

    /** One came into a room oneself and knows who is there. */
    record Arrived(
            Instant at,
            String room,
            List<String> people,
            @Nullable String topic) implements Happening {
        public Arrived {
            people = List.copyOf(people);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.arrived(this);
        }
    }

    /** Somebody else came. */
    record Joined(Instant at, Headcount room, String nick) implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.joined(this);
        }
    }

    /** Somebody went: out of one room, or out of all that one shares with them. */
    record Left(Instant at, List<Headcount> rooms, String nick, boolean own, String how, String reason)
            implements Happening {
        public Left {
            rooms = List.copyOf(rooms);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.left(this);
        }
    }

    /**
     * Somebody has another name now.
     *
     * @param rooms that one shares with them
     */
    record Renamed(Instant at, List<String> rooms, String before, String after, boolean own) implements Happening {
        public Renamed {
            rooms = List.copyOf(rooms);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renamed(this);
        }
    }

    /**
     * Anything else that is good to know: an answer, a topic, a word of the server.
     *
     * @param place that it is about; empty for none
     */
    record Told(Instant at, String place, String text) implements Happening {
        /** About no place. */
        public Told(Instant at, String text) {
            this(at, "", text);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.told(this);
        }
    }

    /** A word about the connection itself, no part of any conversation. */
    record LinkTold(Instant at, String text) implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.linkTold(this);
        }
    }

    /** Something that was wanted was not done. */
    record Problem(Instant at, String text) implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.problem(this);
        }
    }

    /** How many people are in a room now. */
    record Headcount(String room, int people) {}

    /** One method for each kind, so that the compiler finds a view that forgot one. */
    interface Visitor<R> {
        R said(Said said);

        R arrived(Arrived arrived);

        R joined(Joined joined);

        R left(Left left);

        R renamed(Renamed renamed);

        R told(Told told);

        R linkTold(LinkTold told);

        R problem(Problem problem);
    }
}
