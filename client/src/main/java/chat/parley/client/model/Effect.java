package chat.parley.client.model;

import chat.parley.client.connection.Plan;
import chat.parley.client.model.Happening.Said;
import chat.parley.wire.Line;

/** What the model wants done, in this order. */
public sealed interface Effect {
    /** Send a line to the server. */
    record Send(Line line) implements Effect {}

    /** Show something. */
    record Show(Happening happening) implements Effect {}

    /** Let the person know of a message that is meant for them. */
    record Notify(Said said) implements Effect {}

    /** A typed line is done with: another may be read. */
    record LineDone() implements Effect {}

    /** Look for a server. */
    record Connect(Plan plan) implements Effect {}

    /** End the program with this {@link ExitCode}: it cannot go on. */
    record Leave(int exitCode) implements Effect {}

    /**
     * End the program as it was asked for.
     *
     * @param worst the {@link ExitCode} of the worst that has happened; for whoever has not seen it happen
     */
    record Finish(int worst) implements Effect {}
}
