package chat.parley.check;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done or seen, with its time in microseconds since the run began. A session is one connection of one person; its name is
 * never used again. Events of one session stand in the history in the order in which they happened there.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Began.class, name = "began"),
    @JsonSubTypes.Type(value = Event.Connected.class, name = "connected"),
    @JsonSubTypes.Type(value = Event.Joined.class, name = "joined"),
    @JsonSubTypes.Type(value = Event.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Event.Heard.class, name = "heard"),
    @JsonSubTypes.Type(value = Event.SeenJoining.class, name = "seen-joining"),
    @JsonSubTypes.Type(value = Event.SeenLeaving.class, name = "seen-leaving"),
    @JsonSubTypes.Type(value = Event.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Event.NameTaken.class, name = "name-taken"),
    @JsonSubTypes.Type(value = Event.NameGivenUp.class, name = "name-given-up"),
    @JsonSubTypes.Type(value = Event.Leaving.class, name = "leaving"),
    @JsonSubTypes.Type(value = Event.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Event.Fault.class, name = "fault"),
    @JsonSubTypes.Type(value = Event.NotDone.class, name = "not-done"),
    @JsonSubTypes.Type(value = Event.NodeEnded.class, name = "node-ended"),
    @JsonSubTypes.Type(value = Event.NodeStarted.class, name = "node-started"),
    @JsonSubTypes.Type(value = Event.WritingEnded.class, name = "writing-ended"),
    @JsonSubTypes.Type(value = Event.Members.class, name = "members"),
    @JsonSubTypes.Type(value = Event.Names.class, name = "names"),
    @JsonSubTypes.Type(value = Event.NotBack.class, name = "not-back"),
    @JsonSubTypes.Type(value = Event.Kept.class, name = "kept"),
    @JsonSubTypes.Type(value = Event.NotRead.class, name = "not-read"),
    @JsonSubTypes.Type(value = Event.Settled.class, name = "settled")
})
public sealed interface Event {
    long atMicros();

    /** The first one. {@code stored}: the nodes keep what is said in a store that outlives them. */
    record Began(long atMicros, boolean stored) implements Event {}

    /** A person's connection to a node is there; the node has not answered yet. */
    record Connected(long atMicros, String session, String person, int node) implements Event {}

    /** The node has confirmed the person's JOIN. */
    record Joined(long atMicros, String session, String room) implements Event {}

    /** About to be written to the socket. No text is ever sent twice. */
    record Sent(long atMicros, String session, String room, String text) implements Event {}

    /** A message came; where the session is its author's own, this is the acknowledgement (IRCv3 echo-message). */
    record Heard(
            long atMicros,
            String session,
            String room,
            String from,
            String text,
            @Nullable String msgid) implements Event {}

    /** The session was told of somebody else's JOIN. */
    record SeenJoining(long atMicros, String session, String room, String nick) implements Event {}

    /** The session was told of somebody else's PART of a room, or of their QUIT, which has none. */
    record SeenLeaving(
            long atMicros, String session, @Nullable String room, String nick) implements Event {}

    /** The node said that a message was not taken, or that nobody knows. */
    record Refused(long atMicros, String session, String text, String answer) implements Event {}

    /** The node has confirmed that the session's person has this name. */
    record NameTaken(long atMicros, String session, String name) implements Event {}

    /** About to ask for another name, or to leave. */
    record NameGivenUp(long atMicros, String session, String name) implements Event {}

    /** About to QUIT of one's own accord. */
    record Leaving(long atMicros, String session) implements Event {}

    /** The connection is gone. */
    record Ended(long atMicros, String session, String lastWords) implements Event {}

    /** About to be done. {@code heldRooms} are those whose entity this node held, null where that is not known. */
    record Fault(
            long atMicros,
            FaultKind kind,
            int node,
            @Nullable List<String> heldRooms) implements Event {
        /** For what is done to the nodes' surroundings. */
        public static final int NO_NODE = -1;
    }

    /** The last fault of this kind at this node could not be done, and nothing has happened to it. */
    record NotDone(long atMicros, FaultKind kind, int node, String words) implements Event {}

    /** The process has ended by itself: after a STOP, or after it was frozen and thawed. */
    record NodeEnded(long atMicros, FaultKind after, int node, int status) implements Event {}

    /** It was started again and serves people. */
    record NodeStarted(long atMicros, int node) implements Event {}

    /** From here on nobody says anything. */
    record WritingEnded(long atMicros) implements Event {}

    /** Who must be in a room, now that everything is quiet; later answers to NAMES are held against it. */
    record Members(long atMicros, String room, List<String> people) implements Event {}

    /** What a node answered to NAMES; nobody, where it did not answer in time. */
    record Names(long atMicros, String session, String room, List<String> names) implements Event {}

    /** A person did not get back into all rooms after a fault, however long they tried. */
    record NotBack(long atMicros, String person, String words) implements Event {}

    /** What the store has of a room's messages, in its order, as a client is given it (IRCv3 chathistory). */
    record Kept(long atMicros, String room, List<KeptMessage> messages) implements Event {}

    /** One of them. */
    record KeptMessage(String from, String text, @Nullable String msgid) {}

    /** The rest of the rooms' histories was not given to somebody who asked for it. */
    record NotRead(long atMicros, String words) implements Event {}

    /** The end: what has not come by now never will. */
    record Settled(long atMicros) implements Event {}
}
