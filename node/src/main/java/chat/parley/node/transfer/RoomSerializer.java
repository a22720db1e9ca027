package chat.parley.node.transfer;

import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomReplica;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;

/**
 * Writes the messages of which there are many: {@link ChatRoom.Ask} on their way to a room, {@link RoomReplica.Publish} on their way from it, and
 * {@link ChatRoom.Ack}. What is said has a format of its own; what else may be within them is CBOR. Registered in {@code reference.conf}.
 *
 * <p>The manifest is the kind of message and the version of its format. Whoever changes a format gives it
 * the next version, reads both for one release, and writes the new one from the next release on: nodes of two successive releases then understand each
 * other while a cluster is upgraded node by node. A message that cannot be read is dropped by the transport, and sent again as any lost one.
 */
public final class RoomSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {
    private static final String ASK = "ask-1";
    private static final String PUBLISH = "publish-1";
    private static final String ACK = "ack-1";

    /** Never changed, nor given to another serializer: messages name it. */
    private static final int IDENTIFIER = 7355;

    private final ActorRefResolver resolver;
    private final Cbor cbor;

    /** Made by Pekko, for the system that the messages are of. */
    public RoomSerializer(ExtendedActorSystem system) {
        this.resolver = ActorRefResolver.get(Adapter.toTyped(system));
        this.cbor = new Cbor(
                JacksonObjectMapperProvider.get(system).getOrCreate("jackson-cbor", Optional.of(new CBORFactory())));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof RoomReplica.Publish) {
            return PUBLISH;
        }
        if (message instanceof ChatRoom.Ask) {
            return ASK;
        }
        if (message instanceof ChatRoom.Ack) {
            return ACK;
        }
        throw unknown(message);
    }

    @Override
    public byte[] toBinary(Object message) {
        var writer = new RoomWriter(cbor);
        if (message instanceof RoomReplica.Publish publish) {
            return writer.write(publish);
        }
        if (message instanceof ChatRoom.Ask ask) {
            return writer.write(ask, resolver.toSerializationFormat(ask.replyTo()));
        }
        if (message instanceof ChatRoom.Ack ack) {
            return writer.write(ack);
        }
        throw unknown(message);
    }

    private static IllegalArgumentException unknown(Object message) {
        return new IllegalArgumentException(message.getClass().getName()
                + " is bound to RoomSerializer, which does not know it: correct pekko.actor.serialization-bindings");
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        var reader = new RoomReader(bytes, cbor);
        try {
            return switch (manifest) {
                case PUBLISH -> reader.readPublish();
                case ASK -> reader.readAsk(this::<RoomAnswer>resolve);
                case ACK -> reader.readAck();
                default ->
                    throw new NotSerializableException("This node does not know the format \"" + manifest
                            + "\": upgrade a cluster by one release at a time");
            };
        } catch (IllegalArgumentException e) {
            var fault = new NotSerializableException("Not a message of the format " + manifest + ": " + e.getMessage());
            fault.initCause(e);
            throw fault;
        }
    }

    @Override
    public void toBinary(Object message, ByteBuffer buffer) {
        buffer.put(toBinary(message));
    }

    /** Leaves the buffer's byte order alone, which is the transport's. */
    @Override
    public Object fromBinary(ByteBuffer buffer, String manifest) throws NotSerializableException {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return fromBinary(bytes, manifest);
    }

    private <T> ActorRef<T> resolve(String reference) {
        return resolver.resolveActorRef(reference);
    }
}
