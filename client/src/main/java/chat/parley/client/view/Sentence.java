package chat.parley.client.view;

import chat.parley.client.view.Span.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of the screen before anybody has thought of colours.
 *
 * @param isAside whether it is about the client itself and no part of any conversation
 */
record Sentence(List<Span> spans, boolean isAside) {
    Sentence {
        spans = List.copyOf(spans);
    }

    /** The text alone. */
    String text() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    /** Puts a sentence together. */
    static final class Builder {
        private final List<Span> spans = new ArrayList<>();

        Builder add(Role role, String text) {
            spans.add(new Span(role, text));
            return this;
        }

        Sentence build() {
            return new Sentence(spans, false);
        }

        Sentence buildAside() {
            return new Sentence(spans, true);
        }
    }
}
