package chat.parley.client.model;

import chat.parley.wire.Line;
import chat.parley.wire.Source;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What all handlers read out of a line, with something harmless where the line is short. */
final class Lines {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Lines() {}

    static String param(Line line, int index) {
        String param = line.param(index);
        return param == null ? "" : param;
    }

    static String last(Line line) {
        return line.params().isEmpty() ? "" : param(line, line.params().size() - 1);
    }

    /** The parameters from this index on, as one text. */
    static String restFrom(Line line, int index) {
        List<String> params = line.params();
        return index >= params.size() ? "" : String.join(" ", params.subList(index, params.size()));
    }

    static Source source(Line line) {
        String source = line.source();
        return Source.parse(source == null ? "" : source);
    }

    static String sender(Line line) {
        return source(line).name();
    }

    /** As server-time and chathistory write it, with milliseconds. */
    static String timestamp(Instant at) {
        return TIMESTAMP.format(at);
    }

    /** IRCv3 server-time, else the clock's. */
    static Instant time(Line line, Instant now) {
        String time = line.tags().get("time");
        try {
            return time == null ? now : Instant.parse(time);
        } catch (DateTimeParseException e) {
            return now;
        }
    }
}
