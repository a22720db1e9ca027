package chat.parley.node.user;

import chat.parley.node.person.Person;
import chat.parley.node.room.RoomSummary;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Questions to all nodes at once. Each is answered within {@code parley.times.survey} by what has come until then; what fails counts as an empty
 * answer. Any thread may call.
 */
public interface Surveys {
    /** See {@link chat.parley.node.dialect.Exchange#people}. */
    CompletionStage<List<Person>> people(String pattern, boolean operatorsOnly, int limit);

    /** See {@link chat.parley.node.dialect.Exchange#rooms}. */
    CompletionStage<List<RoomSummary>> rooms();
}
