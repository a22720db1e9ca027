package chat.parley.node.config;

import chat.parley.wire.RoomName;
import java.time.Duration;
import java.util.List;

/**
 * A kind of text client, as data: everything that it does otherwise than its sisters ({@code parley.text-dialects}). {@code reference.conf} says
 * what each key means.
 *
 * @param name as in {@code --listen NAME=HOST:PORT}
 * @param room where its people are
 * @param username what WHO shows of how they are connected
 * @param leaving whole messages with which one leaves
 * @param commands whether {@code /help} and its sisters are understood
 * @param echo whether a message goes back to its sender too
 * @param colours terminal sequences, one of which each name has
 */
public record TextPreset(
        String name,
        RoomName room,
        String username,
        Framing framing,
        Naming naming,
        List<String> leaving,
        boolean commands,
        boolean echo,
        List<String> colours,
        Words words,
        Console console) {

    /**
     * How the stream is cut into messages, both ways.
     *
     * @param headerBytes of {@link Kind#LENGTH_HEADER}
     * @param endMarks of {@link Kind#END_MARK}
     * @param telnet whether Telnet's negotiations are taken out (RFC 854)
     * @param maxBytes the longest message that is taken
     * @param maxSkippedBytes how much of a longer one is skipped before the connection ends
     * @param within the time in which a message that has begun must be complete
     * @param shownBytes the longest message that is sent; longer texts are sent as several
     * @param spacing the pause between two messages that are sent; zero where they are told apart without
     */
    public record Framing(
            Kind kind,
            int headerBytes,
            List<String> endMarks,
            boolean telnet,
            int maxBytes,
            int maxSkippedBytes,
            Duration within,
            int shownBytes,
            Duration spacing) {
        /** What ends a message. */
        public enum Kind {
            /** The length in decimal digits, padded with spaces, stands before it. */
            LENGTH_HEADER,
            /** LF, or CR LF. */
            LINE,
            /** Nothing: what is read at once is one message, cut at LF and where the sender's name and separator follow. */
            CHUNK,
            /** One of several texts. */
            END_MARK
        }
    }

    /**
     * What people are called.
     *
     * @param separator what stands between the name and the text of each message; empty where messages have no name
     * @param tries names that may be tried before the connection is closed
     * @param forbidden characters that this kind of client cannot have in a name
     * @param reserved names that nobody may have
     */
    public record Naming(From from, String separator, int tries, String forbidden, List<String> reserved) {
        /** Where the name comes from. */
        public enum From {
            /** The server asks; the first message is the answer. */
            ASKED,
            /** The first message, without being asked. */
            FIRST_MESSAGE,
            /** It stands in every message; the first one counts. */
            EACH_MESSAGE,
            /** The peer's address and port. */
            ADDRESS
        }
    }

    /** Words that leave as one or more frames; without any nothing is sent. */
    public record Phrase(List<Template> frames) {
        public boolean isEmpty() {
            return frames.stream().allMatch(Template::isEmpty);
        }
    }

    /**
     * What this kind of client is told.
     *
     * @param one the count of people where it is 0 or 1
     * @param many the count of people otherwise
     * @param toYou the text of a private message, to be put in the place of {text} in {@code said}
     */
    public record Words(
            Phrase ask,
            Phrase welcome,
            Phrase moved,
            Phrase joined,
            Phrase left,
            Phrase renamed,
            Phrase said,
            Phrase notice,
            Phrase goodbye,
            Template toYou,
            Template taken,
            Template notAllowed,
            Template one,
            Template many) {}

    /** What the node's console is told of this kind's people. */
    public record Console(Template connected, Template unnamed, Template named, Template said, Template left) {}
}
