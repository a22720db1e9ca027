package chat.parley.node.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The rarer parts of a message: what has no format of its own is CBOR within it, as Pekko's serializer would write it. Safe for any thread. */
record Cbor(ObjectMapper mapper) {
    <T> byte[] write(Class<T> as, T value) {
        try {
            return mapper.writerFor(as).writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a " + value.getClass().getName() + ": " + e.getMessage(), e);
        }
    }

    <T> T read(Class<T> as, byte[] bytes) {
        try {
            var value = mapper.readValue(bytes, as);
            if (value == null) {
                throw new IllegalArgumentException("there is nothing where a " + as.getName() + " was expected");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("not a " + as.getName() + ": " + e.getMessage(), e);
        }
    }
}
