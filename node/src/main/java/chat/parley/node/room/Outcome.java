package chat.parley.node.room;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;

/** What became of a request to a room. */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
public sealed interface Outcome {
    /**
     * It is kept, and the author's own copy has been written in its place; only where a snapshot had to close a gap of their node's could it not be.
     */
    record Done() implements Outcome {
        public static final Done INSTANCE = new Done();
    }

    /**
     * Nothing of it has happened; or, for a request of several parts (MODE), not these parts.
     *
     * @param detail depends on the reason and may be empty
     * @param more further reasons, in the order of the parts
     */
    record Refused(Refusal reason, String detail, List<Refused> more) implements Outcome {
        public Refused(Refusal reason, String detail) {
            this(reason, detail, List.of());
        }

        /** This reason and all further ones. */
        public List<Refused> all() {
            var all = new ArrayList<Refused>(1 + more.size());
            all.add(this);
            all.addAll(more);
            return all;
        }

        /** One outcome of several reasons; {@code reasons} must not be empty. */
        static Refused of(List<Refused> reasons) {
            var first = reasons.get(0);
            return new Refused(first.reason(), first.detail(), List.copyOf(reasons.subList(1, reasons.size())));
        }
    }

    /** The deadline has passed without a word: it may have happened or not, and nobody must be told that it failed. */
    record Unknown() implements Outcome {
        public static final Unknown INSTANCE = new Unknown();
    }

    /** It is so already: there was no event, and no own copy was written. */
    record Unchanged() implements Outcome {
        public static final Unchanged INSTANCE = new Unchanged();
    }
}
