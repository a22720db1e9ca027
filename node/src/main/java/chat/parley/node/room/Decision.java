package chat.parley.node.room;

import java.util.List;

/** What becomes of a command to a room. */
public sealed interface Decision {
    /**
     * The event is to be applied, kept and published.
     *
     * @param besides what else the command asked for and did not get, in its order: the mode changes of a MODE that others of it outlived
     */
    record Happens(RoomEvent event, List<Outcome.Refused> besides) implements Decision {
        public Happens(RoomEvent event) {
            this(event, List.of());
        }
    }

    /** It is as asked for already. */
    record NothingToDo() implements Decision {
        public static final NothingToDo INSTANCE = new NothingToDo();
    }

    /** Nothing happens; every reason in the order of what was asked, at least one. */
    record Refused(List<Outcome.Refused> reasons) implements Decision {
        public Refused(Refusal reason, String detail) {
            this(List.of(new Outcome.Refused(reason, detail)));
        }
    }
}
