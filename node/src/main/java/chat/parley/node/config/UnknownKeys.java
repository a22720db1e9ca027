package chat.parley.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the keys that mean nothing: a misspelt one would otherwise leave its default in force without a word. */
final class UnknownKeys {
    /** Misspellings up to this many letters are worth a guess. */
    private static final int GUESS_WITHIN = 3;

    private UnknownKeys() {}

    /** The faults of what was configured, against everything that may be. */
    static List<String> faults(Config configured, Config reference) {
        var faults = new ArrayList<String>();
        for (var key : configured.root().keySet()) {
            if (!key.equals("parley") && distance(key, "parley") <= 2) {
                faults.add(key + origin(configured.root(), key) + ": unknown; did you mean parley?");
            }
        }
        if (configured.hasPath("parley")) {
            var known = withNewDialects(configured, reference);
            compare("parley", configured.getObject("parley"), known.getObject("parley"), faults);
        }
        return faults;
    }

    /** The one section in which names are the operator's own: what may stand in them is known all the same. */
    private static Config withNewDialects(Config configured, Config reference) {
        var path = "parley.text-dialects";
        var known = reference;
        if (configured.hasPath(path) && configured.getValue(path) instanceof ConfigObject dialects) {
            for (var name : dialects.keySet()) {
                known = known.withValue(
                        path + "." + ConfigUtil.quoteString(name), reference.getValue("parley.text-dialect-defaults"));
            }
        }
        return known;
    }

    private static void compare(String path, ConfigObject configured, ConfigObject known, List<String> faults) {
        configured.forEach((key, value) -> {
            var here = path + "." + ConfigUtil.quoteString(key).replaceAll("^\"([\\w-]+)\"$", "$1");
            var expected = known.get(key);
            if (expected == null) {
                var guess = nearest(key, known.keySet())
                        .map(near -> "; did you mean " + path + "." + near + "?")
                        .orElse("; known here: "
                                + String.join(
                                        ", ", known.keySet().stream().sorted().toList()));
                faults.add(here + origin(configured, key) + ": unknown" + guess);
            } else if (value instanceof ConfigObject object && expected instanceof ConfigObject inside) {
                compare(here, object, inside, faults);
            } else if (expected instanceof ConfigObject inside) {
                faults.add(here + origin(configured, key) + ": a section, not a value: "
                        + String.join(", ", inside.keySet().stream().sorted().toList()));
            }
        });
    }

    private static String origin(ConfigObject object, String key) {
        var value = object.get(key);
        return value == null ? "" : " (" + value.origin().description() + ")";
    }

    private static Optional<String> nearest(String key, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(key, candidate) <= GUESS_WITHIN || candidate.startsWith(key))
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)));
    }

    /** Levenshtein's: how many letters must be put in, taken out or changed. */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
