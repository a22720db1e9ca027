package chat.parley.check;

import java.net.InetSocketAddress;
import java.util.List;

/** What all people of a run share. */
final class Ground {
    private final List<InetSocketAddress> nodes;
    private final List<String> rooms;
    private final Recorder recorder;
    private volatile boolean writing = true;

    Ground(List<InetSocketAddress> nodes, List<String> rooms, Recorder recorder) {
        this.nodes = List.copyOf(nodes);
        this.rooms = List.copyOf(rooms);
        this.recorder = recorder;
    }

    List<InetSocketAddress> nodes() {
        return nodes;
    }

    List<String> rooms() {
        return rooms;
    }

    Recorder recorder() {
        return recorder;
    }

    /** Whether people talk and take names; from when it is over, they only listen. */
    boolean isWriting() {
        return writing;
    }

    void endWriting() {
        writing = false;
        recorder.record(Event.WritingEnded::new);
    }
}
