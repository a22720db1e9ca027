package chat.parley.client.connection;

/** A password, kept out of logs and messages. */
public record Secret(String text) {
    @Override
    public String toString() {
        return "(secret)";
    }
}
