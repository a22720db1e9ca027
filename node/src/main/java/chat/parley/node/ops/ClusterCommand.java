package chat.parley.node.ops;

import chat.parley.node.config.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley cluster}: a cluster on this machine, its nodes in the background. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        synopsisHeading = "",
        customSynopsis = {
            "  parley cluster up                        three nodes, IRC on 127.0.0.1:6667, 6668 and 6669",
            "  parley cluster up --nodes 5 --data /srv/parley",
            "  parley cluster status",
            "  parley cluster down",
            "",
        },
        description = {"Starts, shows or stops a cluster on this machine; its data folder tells one from another.", ""},
        subcommands = {UpCommand.class, StatusCommand.class, DownCommand.class})
public final class ClusterCommand {

    /** Where the cluster is. */
    static final class Folder {
        @Option(names = "--data", paramLabel = "DIR", description = "the cluster's folder (~/.local/state/parley)")
        private @Nullable Path data;

        Path path() {
            return (data == null ? DataFolder.byDefault() : data)
                    .toAbsolutePath()
                    .normalize();
        }

        /** What else a command needs so that it finds the same cluster, as a shell takes it. */
        String option() {
            if (data == null) {
                return "";
            }
            var text = data.toString();
            return " --data " + (text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'");
        }
    }
}
