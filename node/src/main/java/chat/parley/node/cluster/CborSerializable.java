package chat.parley.node.cluster;

/** A message that may cross the network; bound to Pekko's {@code jackson-cbor} serializer in {@code reference.conf}. */
public interface CborSerializable {}
