package chat.parley.check;

import chat.parley.harness.Folders;
import chat.parley.harness.ParleyCluster;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code bin/parley check}: runs of the checker, one line for each; status 0 when nothing was found, 1 when something was, 2 where it cannot be done here. */
@CommandLine.Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Starts a cluster of real processes, breaks its nodes while people talk, and judges what was heard."
                        + " The next run goes on with the same cluster, in other rooms, unless something was found.",
        customSynopsis = {
            "parley check                       one run with a seed that it prints",
            "   or: parley check --runs 50            fifty runs, each with another seed",
            "   or: parley check --seed 7             the plan of seed 7 again",
            "   or: parley check --history FILE       judges a history again"
        })
public final class Main implements Callable<Integer> {
    @CommandLine.Option(
            names = "--runs",
            paramLabel = "N",
            description = "How many runs (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int runs;

    @CommandLine.Option(
            names = "--seed",
            paramLabel = "S",
            description = "The first run's seed; each further one has the next number (default: any).")
    private @Nullable Long seed;

    @CommandLine.Option(
            names = "--faults",
            paramLabel = "N",
            description = "Faults in each run (default: ${DEFAULT-VALUE}).",
            defaultValue = "4")
    private int faults;

    @CommandLine.Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Kinds of faults, in turn: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). split needs root;"
                            + " kill-two needs --nodes 5; kill-all a store, freeze-writing SQLite.",
            defaultValue = "kill,kill-holder,freeze,stop")
    private List<FaultKind> kinds = List.of();

    @CommandLine.Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Nodes of the cluster (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int nodes;

    @CommandLine.Option(
            names = "--store",
            paramLabel = "STORE",
            description = "parley.history.store of the nodes (default: ${DEFAULT-VALUE}).",
            defaultValue = ParleyCluster.USUAL_STORE)
    private String store = ParleyCluster.USUAL_STORE;

    @CommandLine.Option(
            names = "--disk",
            paramLabel = "MB",
            description = "All data on a disk of this size, which needs root (default: on this machine's).",
            defaultValue = "0")
    private int diskMegabytes;

    @CommandLine.Option(
            names = "--config",
            paramLabel = "HOCON",
            description = "More configuration for all nodes.",
            defaultValue = "")
    private String config = "";

    @CommandLine.Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "Where runs keep their logs and histories; those in which nothing was found are removed (default: ${DEFAULT-VALUE}).",
            defaultValue = "${sys:java.io.tmpdir}/parley-check")
    private Path folder;

    @CommandLine.Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Runs nothing: judges a history that a run left.")
    private @Nullable Path history;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .registerConverter(FaultKind.class, FaultKind::parse)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        if (history != null) {
            return report("history", "", history.getParent(), Verdict.of(History.read(history)));
        }
        Optional<String> missing = Needs.missing(kinds, nodes, store, diskMegabytes);
        if (missing.isPresent()) {
            spec.commandLine().getErr().println("parley: " + missing.get());
            return CommandLine.ExitCode.USAGE;
        }
        long first = seed != null ? seed : new SecureRandom().nextInt(1_000_000);
        int status = 0;
        Pauses pauses = Pauses.none();
        try (Clusters clusters = new Clusters(this::start)) {
            for (int run = 0; run < runs; run++) {
                Plan plan = Plan.of(first + run, faults, kinds, nodes, Run.Crowd.USUAL.rooms());
                Verdict verdict = run(clusters, plan);
                status = Math.max(status, verdict.isGood() ? 0 : 1);
                pauses = pauses.max(verdict.pauses());
            }
        }
        if (runs > 1) {
            out().println("longest of all runs: " + pauses);
        }
        return status;
    }

    private Verdict run(Clusters clusters, Plan plan) {
        ParleyCluster cluster = clusters.running();
        boolean good = false;
        try {
            Verdict verdict = Run.on(cluster, plan);
            report("seed " + plan.seed(), plan.toString(), cluster.folder(), verdict);
            good = verdict.isGood();
            return verdict;
        } finally {
            if (good) {
                Folders.remove(Run.historyOf(cluster.folder(), plan));
            } else {
                clusters.abandon();
            }
        }
    }

    private ParleyCluster start() {
        ParleyCluster.Builder builder = ParleyCluster.builder()
                .in(folder)
                .nodes(nodes)
                .store(store)
                .smallDisk(diskMegabytes)
                .config(config);
        if (kinds.contains(FaultKind.SPLIT)) {
            builder.splittable();
        }
        return builder.start();
    }

    private int report(String what, String plan, @Nullable Path where, Verdict verdict) {
        out().printf(
                        "%s: %s; %d messages, heard %d times; longest pause: %s; %s%n",
                        what,
                        plan,
                        verdict.messages(),
                        verdict.heard(),
                        verdict.pauses(),
                        verdict.isGood() ? "good" : verdict.findings().size() + " FOUND, see " + where);
        verdict.notDone().forEach(words -> out().println("  " + words));
        verdict.findings().stream().limit(20).forEach(finding -> out().println("  " + finding));
        out().flush();
        return verdict.isGood() ? 0 : 1;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
