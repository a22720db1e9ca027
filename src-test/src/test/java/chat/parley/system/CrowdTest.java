package chat.parley.system;

import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.SharedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A room full of people from all nodes, some of whom say more than anybody can read, as fast as their sockets take it. */
@ExtendWith(SharedCluster.class)
class CrowdTest {
    private static final int PEOPLE = 45;
    private static final int SPEAKERS = 6;
    private static final int EACH = 200;

    private final ParleyCluster cluster;
    private final String room = Fresh.room("crowd");
    private final List<IrcProbe> everybody = new ArrayList<>();

    CrowdTest(ParleyCluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void allLeave() {
        everybody.forEach(IrcProbe::close);
    }

    @Test
    void nothingIsLostDoubledOrOutOfOrder() {
        var crowd = comeIn(PEOPLE);
        var speakers = crowd.subList(0, SPEAKERS);

        speak(speakers, 1, EACH / 2);
        var late = comeIn(6);
        speak(speakers, EACH / 2 + 1, EACH);

        var lastWords = speakers.stream()
                .map(speaker -> message(speaker.nick(), room, text(speaker, EACH)))
                .toList();
        everybody.forEach(person -> person.untilAll(lastWords));
        var order = crowd.get(0).heard(room);
        assertThat(order).hasSize(SPEAKERS * EACH).doesNotHaveDuplicates();
        speakers.forEach(speaker -> assertThat(order.stream().filter(text -> text.startsWith(speaker.nick() + " ")))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, EACH)
                        .mapToObj(number -> text(speaker, number))
                        .toList()));
        assertThat(crowd).allSatisfy(person -> assertThat(person.heard(room)).isEqualTo(order));
        assertThat(late).allSatisfy(person -> assertThat(person.heard(room)).isEqualTo(endOf(order, person)));
    }

    /** Whoever came later heard all from their coming on. */
    private List<String> endOf(List<String> order, IrcProbe person) {
        var heard = person.heard(room).size();
        return order.subList(order.size() - heard, order.size());
    }

    private List<IrcProbe> comeIn(int count) {
        var people = IntStream.range(0, count)
                .mapToObj(number -> cluster.node(number % 3).connect(Fresh.nick("person")))
                .toList();
        people.forEach(person -> person.join(room));
        everybody.addAll(people);
        return people;
    }

    private void speak(List<IrcProbe> speakers, int from, int to) {
        for (int number = from; number <= to; number++) {
            for (IrcProbe speaker : speakers) {
                speaker.say(room, text(speaker, number));
            }
        }
    }

    private static String text(IrcProbe speaker, int number) {
        return speaker.nick() + " says " + number;
    }
}
