package chat.parley.client.screen;

import chat.parley.client.connection.ServerAddress;
import chat.parley.client.model.Conversation;
import chat.parley.client.model.Conversation.Kind;
import chat.parley.client.model.Overview;
import chat.parley.client.view.Span.Role;
import chat.parley.client.view.Theme;
import chat.parley.wire.Formatting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** The topic above the messages and the status below them. */
final class Bars {
    private static final int LATENCY_WORTH_SAYING_MILLIS = 1_000;
    private static final int TYPISTS_NAMED = 3;

    private final Overview overview;
    private final Theme theme;

    Bars(Overview overview, Theme theme) {
        this.overview = overview;
        this.theme = theme;
    }

    AttributedString topic(int columns) {
        Conversation current = overview.current();
        String name = current.kind() == Kind.SERVER ? overview.network() : current.name();
        String topic = overview.topic(current);
        AttributedStringBuilder bar = new AttributedStringBuilder();
        bar.append(" " + Formatting.plain(name), theme.style(Role.BAR).bold());
        if (topic != null) {
            bar.append("  " + Formatting.plain(topic), theme.style(Role.BAR));
        } else if (current.kind() == Kind.ROOM && !overview.isJoined(current) && overview.isOnline()) {
            bar.append("  you are not in this room", theme.style(Role.BAR_ALERT));
        }
        return Text.fit(bar.toAttributedString(), columns, theme.style(Role.BAR));
    }

    /**
     * Which node, how quick it is, away, who is typing; on the right what is below the screen and elsewhere.
     *
     * @param below how many messages came that are not seen
     * @param elsewhere what is new in other conversations; empty where a list shows it
     */
    AttributedString status(int columns, boolean isFollowing, int below, String elsewhere) {
        List<AttributedString> right = new ArrayList<>();
        if (!elsewhere.isEmpty()) {
            right.add(bar(Formatting.plain(elsewhere), Role.BAR_ALERT));
        }
        if (!isFollowing) {
            right.add(bar(below > 0 ? "↓ " + below + " new" : "↓ scrolled", Role.BAR_ALERT));
        }
        AttributedString rightText = join(right);
        int room = Math.max(0, columns - (right.isEmpty() ? 0 : Text.width(rightText) + 2) - 1);
        AttributedStringBuilder status = new AttributedStringBuilder();
        status.append(" ", theme.style(Role.BAR));
        status.append(Text.fit(join(left()), room, theme.style(Role.BAR)));
        if (!right.isEmpty()) {
            status.append(" ", theme.style(Role.BAR)).append(rightText).append(" ", theme.style(Role.BAR));
        }
        return Text.fit(status.toAttributedString(), columns, theme.style(Role.BAR));
    }

    private List<AttributedString> left() {
        List<AttributedString> parts = new ArrayList<>();
        ServerAddress server = overview.server();
        if (!overview.isOnline()) {
            parts.add(bar("● " + overview.trouble(), Role.BAR_ALERT));
        }
        if (server != null) {
            parts.add(bar((overview.isOnline() ? "● " : "") + server, Role.BAR));
        }
        Duration latency = overview.latency();
        if (latency != null) {
            boolean isSlow = latency.toMillis() >= LATENCY_WORTH_SAYING_MILLIS;
            parts.add(bar(inWords(latency), isSlow ? Role.BAR_ALERT : Role.BAR));
        }
        String away = overview.away();
        if (away != null) {
            parts.add(bar(away.equals("away") ? "away" : "away: " + Formatting.plain(away), Role.BAR_ALERT));
        }
        List<String> typing = overview.current().typing(overview.now());
        if (!typing.isEmpty()) {
            parts.add(bar(typing(typing), Role.BAR));
        }
        return parts;
    }

    private static String inWords(Duration latency) {
        return latency.toMillis() >= LATENCY_WORTH_SAYING_MILLIS
                ? latency.toSeconds() + " s"
                : Math.max(1, latency.toMillis()) + " ms";
    }

    private static String typing(List<String> nicks) {
        String names = Formatting.plain(String.join(", ", nicks.subList(0, Math.min(TYPISTS_NAMED, nicks.size()))));
        return nicks.size() > TYPISTS_NAMED
                ? "many are typing"
                : names + (nicks.size() == 1 ? " is typing" : " are typing");
    }

    private AttributedString bar(String text, Role role) {
        return new AttributedString(text, theme.style(role));
    }

    private AttributedString join(List<AttributedString> parts) {
        return AttributedString.join(bar("  ", Role.BAR), parts);
    }
}
