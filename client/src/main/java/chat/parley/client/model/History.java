package chat.parley.client.model;

import static chat.parley.client.connection.Capabilities.CHATHISTORY;
import static chat.parley.client.connection.Capabilities.SEARCH;
import static chat.parley.client.model.Lines.param;

import chat.parley.client.model.Conversation.Kind;
import chat.parley.client.model.Happening.Said;
import chat.parley.wire.Line;
import chat.parley.wire.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server keeps (IRCv3 chathistory, soju.im/search): pages of it are asked for, come as batches, and go where they
 * belong. A gap that is longer than a page is not filled at once: what lies before it is let go, and is fetched again when
 * somebody scrolls there, so that a conversation never has a hole.
 */
final class History {
    private static final int PAGE_LINES = 100;
    private static final int BATCHES_LIMIT = 16;
    private static final String CHATHISTORY_BATCH = "chathistory";
    private static final String TARGETS_BATCH = "draft/chathistory-targets";

    /** Nodes' clocks differ; what is asked for twice is shown once. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

    /** A batch that has begun. */
    private record Page(String type, String target, List<Line> lines) {}

    private final State state;
    private final Effects effects;
    private final MessageLines messages;

    // Mutable state
    private final Map<String, Page> open = new LinkedHashMap<>();
    private final Map<Conversation, Boolean> gaps = new LinkedHashMap<>();
    private @Nullable String searched;

    /** The server's time of the last line that came while one was there. */
    private @Nullable Instant heardUpTo;

    /** Since when something may have been missed. */
    private Instant missedSince = Instant.MAX;

    History(State state, Effects effects, MessageLines messages) {
        this.state = state;
        this.effects = effects;
        this.messages = messages;
    }

    void connectionLost() {
        open.clear();
        gaps.clear();
        state.conversations.all().forEach(each -> each.asking(false));
    }

    /** One is connected again: who wrote meanwhile is asked for. The rooms that one goes into again are asked when one is there. */
    void connectedAgain() {
        if (state.has(CHATHISTORY)) {
            missedSince = (heardUpTo == null ? effects.now() : heardUpTo).minus(CLOCKS_DIFFER);
            Instant until = effects.now().plus(CLOCKS_DIFFER);
            effects.send("CHATHISTORY", "TARGETS", timestamp(until), timestamp(missedSince), pageLines() + "");
        }
    }

    /** Somebody wrote while one was away. */
    private void wrote(String target) {
        if (state.room(target) == null && !target.isEmpty()) {
            Conversation conversation = state.conversations.of(target);
            Said last = conversation.message(false);
            gaps.put(conversation, true);
            ask("LATEST", conversation, last == null ? timestamp(missedSince) : reference(last));
        }
    }

    /** One is in the room: what was said there before, or since one was there last, is asked for. */
    void entered(Conversation conversation) {
        boolean fillsGap = conversation.enter();
        if (state.has(CHATHISTORY) && (fillsGap || state.preferences.readsHistory())) {
            Said last = fillsGap ? conversation.message(false) : null;
            gaps.put(conversation, fillsGap && last != null);
            ask("LATEST", conversation, last == null ? "*" : reference(last));
        }
    }

    /** Somebody looks at the beginning of what is here. */
    void older(Conversation conversation) {
        boolean canAsk = state.has(CHATHISTORY) && state.phase == State.Phase.ONLINE;
        if (!canAsk || !conversation.isKept() || conversation.isAsking() || conversation.isComplete()) {
            return;
        }
        Said first = conversation.message(true);
        if (first == null) {
            ask("LATEST", conversation, "*");
        } else {
            ask("BEFORE", conversation, reference(first));
        }
    }

    private void ask(String subcommand, Conversation conversation, String reference) {
        conversation.asking(true);
        effects.send("CHATHISTORY", subcommand, conversation.name(), reference, Integer.toString(pageLines()));
    }

    private static String reference(Said said) {
        return said.msgid() != null ? "msgid=" + said.msgid() : timestamp(said.at());
    }

    private static String timestamp(Instant at) {
        return "timestamp=" + Lines.timestamp(at);
    }

    private int pageLines() {
        String bound = state.isupport.get("CHATHISTORY");
        int most = bound != null && bound.matches("\\d{1,6}") ? Integer.parseInt(bound) : 0;
        return most > 0 ? Math.min(most, PAGE_LINES) : PAGE_LINES;
    }

    /** Asks for everything that has these words, in one conversation. False when the server cannot search. */
    boolean search(String place, String words) {
        if (!state.has(SEARCH)) {
            return false;
        }
        searched = words;
        Tags question = Tags.NONE.with("text", words).with("limit", Integer.toString(pageLines()));
        effects.send("SEARCH", (place.isEmpty() ? question : question.with("in", place)).toString());
        return true;
    }

    /** False when the line belongs to no batch of history. */
    boolean takes(Line line) {
        String batch = line.tags().get("batch");
        if (line.command().equals("BATCH")) {
            return begins(line) || ends(line);
        }
        if (line.command().equals("FAIL") && List.of("CHATHISTORY", "SEARCH").contains(param(line, 0))) {
            failed(line);
            return true;
        }
        Page page = batch == null ? null : open.get(batch);
        if (page == null && line.tags().get("time") != null) {
            heardUpTo = Lines.time(line, effects.now());
        }
        if (page != null && page.lines().size() < PAGE_LINES * 10) {
            page.lines().add(line);
        }
        return page != null;
    }

    private boolean begins(Line line) {
        String type = param(line, 1);
        boolean isHistory = param(line, 0).startsWith("+")
                && List.of(CHATHISTORY_BATCH, TARGETS_BATCH, SEARCH).contains(type);
        if (isHistory && open.size() < BATCHES_LIMIT) {
            open.put(param(line, 0).substring(1), new Page(type, param(line, 2), new ArrayList<>()));
        }
        return isHistory;
    }

    private boolean ends(Line line) {
        String reference = param(line, 0);
        Page page = reference.startsWith("-") ? open.remove(reference.substring(1)) : null;
        if (page == null) {
            return false;
        }
        if (page.type().equals(TARGETS_BATCH)) {
            page.lines().forEach(each -> wrote(param(each, 1)));
            return true;
        }
        List<Said> said = page.lines().stream()
                .flatMap(each -> messages.read(each).stream())
                .toList();
        if (page.type().equals(SEARCH)) {
            found(said);
        } else {
            came(state.conversations.of(page.target()), said);
        }
        return true;
    }

    private void came(Conversation conversation, List<Said> page) {
        Boolean gap = gaps.remove(conversation);
        conversation.asking(false);
        if (gap == null) {
            conversation.merge(page);
            conversation.complete(page.isEmpty());
            return;
        }
        boolean isHole = gap && page.size() >= pageLines() && page.stream().noneMatch(conversation::knows);
        if (isHole) {
            conversation.forget();
        }
        List<Said> news = conversation.merge(page);
        conversation.complete(!gap && page.isEmpty());
        if (gap || !conversation.readUpTo().equals(Instant.MIN)) {
            conversation.count();
        }
        state.see(conversation, effects.now());
        if (gap) {
            told(conversation, news, isHole);
            alert(conversation, news);
        }
    }

    /** A view that shows lines as they come is given those of the gap too. */
    private void told(Conversation conversation, List<Said> news, boolean isHole) {
        if (isHole) {
            effects.add(new Effect.Show(new Happening.Told(
                    effects.now(), conversation.name(), "more than this was said in " + conversation.name())));
        }
        news.forEach(said -> effects.add(new Effect.Show(said)));
    }

    /** Once, however much was missed. */
    private void alert(Conversation conversation, List<Said> news) {
        news.stream()
                .filter(Said::isMention)
                .reduce((earlier, later) -> later)
                .filter(said -> !state.isMuted(conversation.name()))
                .ifPresent(said -> effects.add(new Effect.Notify(said)));
    }

    private void found(List<Said> said) {
        String words = searched == null ? "" : searched;
        if (said.isEmpty()) {
            effects.tell("nothing was found for \"" + words + "\"");
            return;
        }
        String name = "found: " + words;
        state.conversations.remove(name);
        state.conversations.begin(name, Kind.FOUND).merge(said);
        said.forEach(each -> effects.add(new Effect.Show(each)));
        if (state.preferences.readsHistory()) {
            state.current = name;
        }
    }

    /** What the server does not want to give is not asked for again. */
    private void failed(Line line) {
        for (Conversation conversation : state.conversations.all()) {
            if (conversation.isAsking()
                    && line.params().stream().anyMatch(param -> state.same(param, conversation.name()))) {
                conversation.asking(false);
                conversation.complete(true);
                gaps.remove(conversation);
            }
        }
        if (param(line, 0).equals("SEARCH")) {
            effects.problem("the search failed: " + Lines.last(line));
        }
    }
}
