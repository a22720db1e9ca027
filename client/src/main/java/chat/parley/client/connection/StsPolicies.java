package chat.parley.client.connection;

import chat.parley.client.state.PrivateFile;
import chat.parley.client.state.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts are to be spoken to with TLS only, and until when (IRCv3 sts, persistence policy): one a line of a file, from one run
 * to the next. Any thread may use it.
 */
public final class StsPolicies {
    static final int POLICIES_LIMIT = 1_000;

    private static final Pattern LINE = Pattern.compile("(\\S+) (\\d{1,5}) (\\d{1,12})");

    /** @param until seconds of the epoch */
    private record Policy(String host, int port, long until) {
        static Optional<Policy> parse(String line) {
            Matcher parts = LINE.matcher(line);
            return parts.matches()
                    ? Optional.of(new Policy(
                            parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return host + " " + port + " " + until;
        }
    }

    private final @Nullable PrivateFile file;
    private final InstantSource clock;

    private StsPolicies(@Nullable PrivateFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Remembers nothing. */
    public static StsPolicies none() {
        return new StsPolicies(null, InstantSource.system());
    }

    /** Those of this person. */
    public static StsPolicies ofThisPerson() {
        return in(StateFolder.ofThisProcess().resolve("sts"), InstantSource.system());
    }

    static StsPolicies in(Path file, InstantSource clock) {
        return new StsPolicies(new PrivateFile(file), clock);
    }

    /** Where to go instead of this address, which is the same where the host has not asked for TLS or has it already.
     *
     * @throws IOException where nobody can tell, because the file cannot be read */
    ServerAddress secured(ServerAddress server) throws IOException {
        if (server.tls() || file == null) {
            return server;
        }
        String host = key(server);
        return valid(file.read()).stream()
                .filter(policy -> policy.host().equals(host))
                .findFirst()
                .map(policy -> new ServerAddress(server.host(), policy.port(), true))
                .orElse(server);
    }

    /** A server whose certificate was checked has a policy, such as {@code duration=2592000}; its time begins now.
     *
     * @param sts the value of the capability; without a duration it means nothing here */
    void learn(ServerAddress server, String sts) throws IOException {
        long seconds = Capabilities.tlsSeconds(sts);
        if (file == null || !server.tls() || seconds < 0) {
            return;
        }
        String host = key(server);
        long until = clock.instant().getEpochSecond() + seconds;
        file.change(lines -> {
            List<Policy> policies = new ArrayList<>(valid(lines));
            policies.removeIf(policy -> policy.host().equals(host));
            if (seconds > 0) {
                policies.add(new Policy(host, server.port(), until));
            }
            int surplus = Math.max(0, policies.size() - POLICIES_LIMIT);
            return policies.stream().skip(surplus).map(Policy::toString).toList();
        });
    }

    private List<Policy> valid(List<String> lines) {
        Instant now = clock.instant();
        return lines.stream()
                .flatMap(line -> Policy.parse(line).stream())
                .filter(policy -> policy.until() > now.getEpochSecond())
                .toList();
    }

    private static String key(ServerAddress server) {
        return server.host().toLowerCase(Locale.ROOT);
    }
}
