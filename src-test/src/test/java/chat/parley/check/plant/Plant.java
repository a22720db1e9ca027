package chat.parley.check.plant;

/** What can be switched on in the nodes while they run. */
public enum Plant {
    /** A disturbance: three of four messages that people say to a room are lost at their first attempt. */
    ASKS_GET_LOST,
    /** The fault: users do not send again what had no answer. */
    NO_RETRY,
    /** A disturbance: three of four publications are lost on the way to a replica, at their first attempt. */
    EVENTS_GET_LOST,
    /** The fault: a room does not repeat its position after its last event. */
    NO_REPEAT,
    /** A disturbance: the first question of a starting room to a node's registry is lost. */
    QUESTIONS_GET_LOST,
    /** The fault: a starting room takes a registry that has not answered yet for one that has nobody. */
    SILENCE_IS_NOBODY,
    /** The fault: a starting room knows nothing of the requests that the one before it has seen. */
    NO_REQUESTS_RESTORED,
    /** A disturbance: each transaction of the store begins half a second late. */
    STORE_IS_SLOW,
    /** The fault: a room takes its events for kept as soon as they are handed to the store. */
    KEPT_BEFORE_COMMIT,
    /** The fault: what an older incarnation had queued is written over what the younger one has kept. */
    NO_FENCE
}
