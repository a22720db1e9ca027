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
public record Sentence(List<Span> spans, boolean isAside) {
    public Sentence {
        spans = List.copyOf(spans);
    }

    /** The text alone. */
    public String text() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    /** Puts a sentence together. */
    public static final class Builder {
        private final List<Span> spans = new ArrayList<>();

        public Builder add(Role role, String text) {
            spans.add(new Span(role, text));
            return this;
        }

        public Sentence build() {
            return new Sentence(spans, false);
        }

        public Sentence buildAside() {
            return new Sentence(spans, true);
        }
    }
}
