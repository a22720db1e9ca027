package chat.parley.node.dialect.irc;

import java.util.Arrays;
import java.util.List;

/** A set of capabilities as bits: small, immutable, cheap to compare. */
record Capabilities(int bits) {
    static final Capabilities NONE = new Capabilities(0);

    static Capabilities of(Capability... capabilities) {
        var set = NONE;
        for (var capability : capabilities) {
            set = set.with(capability);
        }
        return set;
    }

    boolean has(Capability capability) {
        return (bits & capability.bit()) != 0;
    }

    Capabilities with(Capability capability) {
        return new Capabilities(bits | capability.bit());
    }

    Capabilities without(Capability capability) {
        return new Capabilities(bits & ~capability.bit());
    }

    /** Those that are in this set and not in the other. */
    Capabilities without(Capabilities others) {
        return new Capabilities(bits & ~others.bits);
    }

    /** Those that are in both. */
    Capabilities and(Capabilities other) {
        return new Capabilities(bits & other.bits);
    }

    List<String> wireNames() {
        return Arrays.stream(Capability.values())
                .filter(this::has)
                .map(Capability::wireName)
                .toList();
    }
}
