package chat.parley.node.room;

import org.apache.pekko.util.ByteString;

/**
 * A kind of receiver as small as one can be: {@code alice: hello} for what others say, {@code [alice]: hello} for one's own copy, {@code +alice}
 * and {@code -alice} for who comes and goes. Two of them with the same {@code prefix} are equal, and so share one encoding.
 */
record PlainLines(String prefix) implements RoomEncoder {
    PlainLines() {
        this("");
    }

    @Override
    public ByteString shown(Entry entry, RoomView room) {
        return line(entry.event(), "%s");
    }

    @Override
    public ByteString own(Entry entry, RoomView room) {
        return line(entry.event(), "[%s]");
    }

    private ByteString line(RoomEvent event, String who) {
        var text = text(event, who);
        return text.isEmpty() ? ByteString.emptyByteString() : ByteString.fromString(prefix + text + "\n");
    }

    private static String text(RoomEvent event, String who) {
        if (event instanceof RoomEvent.Said said) {
            return who.formatted(said.author().nick()) + ": " + said.text();
        }
        if (event instanceof RoomEvent.Joined joined) {
            return "+" + who.formatted(joined.person().nick());
        }
        if (event instanceof RoomEvent.Restored restored) {
            return "+" + who.formatted(restored.person().nick());
        }
        if (event instanceof RoomEvent.Parted parted) {
            return "-" + who.formatted(parted.who().nick());
        }
        if (event instanceof RoomEvent.Kicked kicked) {
            return "-" + kicked.who().nick() + " by "
                    + who.formatted(kicked.by().nick());
        }
        if (event instanceof RoomEvent.TopicChanged changed) {
            return "topic: " + changed.topic();
        }
        if (event instanceof RoomEvent.ModesChanged changed) {
            var change = changed.changes().get(0);
            return "mode: " + (change.add() ? "+" : "-") + change.mode();
        }
        return "";
    }
}
