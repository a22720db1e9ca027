package chat.parley.node.name;

import chat.parley.wire.Nick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes have told a starting directory. A report comes in pages, each asked for by the name after which it begins, so that a page that is
 * lost or comes twice does no harm. A name that is given up or granted between two pages does not either: its release waits at the directory,
 * and nobody can be granted one before all have reported.
 */
final class NameReports {
    private static final class Report {
        private final List<Held> names = new ArrayList<>();
        private @Nullable Nick after;
        private boolean complete;
    }

    // Mutable state
    private final Map<Long, Report> byNode = new HashMap<>();

    boolean isComplete(long node) {
        var report = byNode.get(node);
        return report != null && report.complete;
    }

    /** The last name that the node has told; {@code null} before the first page. */
    @Nullable
    Nick toldUpTo(long node) {
        var report = byNode.get(node);
        return report == null ? null : report.after;
    }

    /** Takes a page, unless it is not the next one of its node's report. */
    void add(Directory.NamesHeld page) {
        var report = byNode.computeIfAbsent(page.node(), node -> new Report());
        if (report.complete || !Objects.equals(report.after, page.after())) {
            return;
        }
        report.names.addAll(page.names());
        report.complete = page.last();
        if (!page.names().isEmpty()) {
            report.after = page.names().get(page.names().size() - 1).holder().nick();
        }
    }

    /** All names of these nodes, those of the lowest person first. */
    List<Held> namesOf(Set<Long> nodes) {
        return byNode.entrySet().stream()
                .filter(report -> nodes.contains(report.getKey()))
                .flatMap(report -> report.getValue().names.stream())
                .sorted(Comparator.comparing(held -> held.holder().id()))
                .toList();
    }
}
