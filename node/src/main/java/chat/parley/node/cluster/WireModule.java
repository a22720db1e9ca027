package chat.parley.node.cluster;

import chat.parley.node.room.RoomKey;
import chat.parley.wire.Mask;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.function.Function;

/**
 * How the types of the wire module, which knows no Jackson, travel between nodes: each as its text, a room's key as the entity id. Registered in
 * {@code reference.conf}.
 */
public final class WireModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    public WireModule() {
        super("parley-wire");
        addText(Nick.class, Nick::text, Nick::of);
        addText(RoomName.class, RoomName::text, RoomName::of);
        addText(Mask.class, Mask::text, Mask::of);
        addText(Tags.class, Tags::toString, Tags::parse);
        addText(RoomKey.class, RoomKey::entityId, RoomKey::parse);
        addText(RoomKey.Named.class, RoomKey::entityId, text -> (RoomKey.Named) RoomKey.parse(text));
        addText(RoomKey.Conversation.class, RoomKey::entityId, text -> (RoomKey.Conversation) RoomKey.parse(text));
    }

    private <T> void addText(Class<T> type, Function<T, String> write, Function<String, T> read) {
        addSerializer(type, new TextSerializer<>(write));
        addDeserializer(type, new TextDeserializer<>(read));
        addKeySerializer(type, new KeySerializer<>(write));
        addKeyDeserializer(type, new TextKeyDeserializer<>(read));
    }

    private static final class TextSerializer<T> extends JsonSerializer<T> {
        private final Function<T, String> write;

        TextSerializer(Function<T, String> write) {
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(write.apply(value));
        }
    }

    private static final class KeySerializer<T> extends JsonSerializer<T> {
        private final Function<T, String> write;

        KeySerializer(Function<T, String> write) {
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeFieldName(write.apply(value));
        }
    }

    private static final class TextDeserializer<T> extends JsonDeserializer<T> {
        private final Function<String, T> read;

        TextDeserializer(Function<String, T> read) {
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return read.apply(in.getValueAsString());
        }
    }

    private static final class TextKeyDeserializer<T> extends KeyDeserializer {
        private final Function<String, T> read;

        TextKeyDeserializer(Function<String, T> read) {
            this.read = read;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return read.apply(key);
        }
    }
}
