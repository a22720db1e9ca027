package chat.parley.check;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A history as a file: one event a line, in JSON. */
public final class History {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER =
            MAPPER.writerFor(Event.class).without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    private static final ObjectReader READER = MAPPER.readerFor(Event.class);

    private History() {}

    /** Writes a history, replacing the file. */
    public static void write(Path file, List<Event> events) {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (Event event : events) {
                WRITER.writeValue(writer, event);
                writer.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static List<Event> read(Path file) {
        List<Event> events = new ArrayList<>();
        try (var lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(READER.readValue(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }
}
