package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_TOOMANYTARGETS;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Parameters that are lists with commas. */
final class Targets {
    private Targets() {}

    /** Without empty ones; each once, however often it was named. */
    static Set<String> of(String list) {
        var targets = new LinkedHashSet<String>();
        for (var target : list.split(",", -1)) {
            if (!target.isEmpty()) {
                targets.add(target);
            }
        }
        return targets;
    }

    /** All in their order, the empty ones too: for lists whose places belong to those of another list. */
    static List<String> inPlaces(String list) {
        return List.of(list.split(",", -1));
    }

    /** ERR_TOOMANYTARGETS for more than TARGMAX tells; whether there were. */
    static boolean refusesTooMany(Call call, Set<String> targets) {
        int allowed = call.server().config().limits().targetsPerCommand();
        if (targets.size() <= allowed) {
            return false;
        }
        call.numeric(
                ERR_TOOMANYTARGETS,
                targets.iterator().next(),
                "Too many targets: at most " + allowed + " in one " + call.command() + ", nothing was done");
        return true;
    }
}
