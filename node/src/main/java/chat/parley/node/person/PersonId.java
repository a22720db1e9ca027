package chat.parley.node.person;

import java.util.Comparator;

/**
 * One connection's person, for as long as the connection lives; never given twice.
 *
 * @param node the cluster's unique number of the node's incarnation, so that a node that was started again gives other ids
 * @param number counts the connections of that node from 1
 */
public record PersonId(long node, long number) implements Comparable<PersonId> {
    private static final Comparator<PersonId> ORDER =
            Comparator.comparingLong(PersonId::node).thenComparingLong(PersonId::number);

    /** Reads what {@link #toString()} wrote; throws {@link IllegalArgumentException} on anything else. */
    public static PersonId parse(String text) {
        var dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("not a person id (expected NODE.NUMBER in hexadecimal): " + text);
        }
        return new PersonId(
                Long.parseUnsignedLong(text, 0, dot, 16), Long.parseUnsignedLong(text, dot + 1, text.length(), 16));
    }

    @Override
    public int compareTo(PersonId other) {
        return ORDER.compare(this, other);
    }

    /** Both numbers in hexadecimal with a dot between: safe inside an entity id. */
    @Override
    public String toString() {
        return Long.toHexString(node) + "." + Long.toHexString(number);
    }
}
