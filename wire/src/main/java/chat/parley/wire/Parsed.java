package chat.parley.wire;

/** What became of the bytes of one line. */
public sealed interface Parsed {
    /** A line by the grammar; whether its command exists is not looked at. */
    record Ok(Line line) implements Parsed {}

    /** No line; the bytes are to be forgotten. */
    record Fault(LineFault reason) implements Parsed {}
}
