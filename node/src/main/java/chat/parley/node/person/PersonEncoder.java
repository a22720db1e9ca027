package chat.parley.node.person;

import org.apache.pekko.util.ByteString;

/**
 * How one kind of receiver is shown what concerns a person everywhere. As with a room's encoder, equal encoders share one encoding. Called in
 * the people actor; never throws; empty bytes mean that this kind is not shown the change.
 */
public interface PersonEncoder {
    ByteString shown(PersonChange change);
}
