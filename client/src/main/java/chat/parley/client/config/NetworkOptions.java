package chat.parley.client.config;

import chat.parley.client.connection.Access;
import chat.parley.client.connection.Fingerprint;
import chat.parley.client.connection.Login;
import chat.parley.client.connection.Secret;
import chat.parley.client.connection.ServerAddress;
import chat.parley.client.connection.Trust;
import chat.parley.wire.Nick;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How one gets to a network and is let in there: what the command line says goes before the configuration. */
public final class NetworkOptions {
    @Option(
            names = {"-n", "--nick"},
            paramLabel = "NAME",
            converter = NickConverter.class,
            description = "your name there; your system's user name by default")
    private @Nullable Nick nick;

    @Option(names = "--tls", description = "speak TLS to servers without ircs:// before them too")
    private boolean tls;

    @Option(
            names = "--pin",
            paramLabel = "SHA256",
            converter = PinConverter.class,
            description = "believe this certificate only, whoever signed it")
    private List<Fingerprint> pins = new ArrayList<>();

    @Option(
            names = "--authorities",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "PEM file of those who may sign certificates")
    private @Nullable Path authorities;

    @Option(names = "--insecure", description = "believe any certificate")
    private boolean insecure;

    @Option(names = "--account", paramLabel = "NAME", description = "the account to log in to (SASL)")
    private @Nullable String account;

    @Option(
            names = "--password-command",
            paramLabel = "COMMAND",
            description = "its first line of output is the account's password")
    private @Nullable String passwordCommand;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "its first line is the account's password")
    private @Nullable Path passwordFile;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "PEM file with a certificate and its key to log in with")
    private @Nullable Path certificate;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "instead of ~/.config/parley/client.conf")
    private @Nullable Path file;

    // Mutable state
    private @Nullable ClientConfig config;

    /** What the person's file sets; read once.
     *
     * @throws ConfigFile.Faulty with all that is wrong with it */
    public ClientConfig config() throws ConfigFile.Faulty {
        if (config == null) {
            Path home = Path.of(System.getProperty("user.home", "."));
            Path place = file == null ? ConfigFile.defaultPlace(System.getenv(), home) : file;
            config = ConfigFile.read(place, file != null);
        }
        return config;
    }

    /** Where to go, in the order of trying.
     *
     * @param given on the command line
     * @throws IllegalArgumentException for one that is none */
    public List<ServerAddress> servers(List<String> given) throws ConfigFile.Faulty {
        boolean secure = tls || config().get(ConfigKey.TLS, false);
        List<String> wanted = given.isEmpty() ? config().all(ConfigKey.SERVER) : given;
        return wanted.isEmpty()
                ? List.of(secure ? ServerAddress.parse(ServerAddress.DEFAULT.host(), true) : ServerAddress.DEFAULT)
                : wanted.stream().map(text -> ServerAddress.parse(text, secure)).toList();
    }

    /** The name to ask for. */
    public String nick() throws ConfigFile.Faulty {
        return nick == null
                ? config().get(ConfigKey.NICK, DefaultNick.of(System.getProperty("user.name", "")))
                : nick.text();
    }

    /** Whether the name was asked for on the command line, and no other will do. */
    public boolean isNickGiven() {
        return nick != null;
    }

    /** How to be let in. Runs the password command.
     *
     * @throws IOException where a password cannot be had
     * @throws IllegalArgumentException where something is missing */
    public Access access() throws ConfigFile.Faulty, IOException {
        ClientConfig set = config();
        Secret serverPassword =
                Password.of(set.get(ConfigKey.SERVER_PASSWORD_COMMAND), set.get(ConfigKey.SERVER_PASSWORD_FILE));
        return new Access(trust(), login(), serverPassword);
    }

    private Trust trust() throws ConfigFile.Faulty {
        ClientConfig set = config();
        Set<Fingerprint> believed = new HashSet<>(pins.isEmpty() ? set.all(ConfigKey.PIN) : pins);
        Path signers = authorities == null ? set.get(ConfigKey.AUTHORITIES) : authorities;
        return new Trust(insecure || set.get(ConfigKey.INSECURE, false), believed, signers, certificate());
    }

    private @Nullable Path certificate() throws ConfigFile.Faulty {
        return certificate == null ? config().get(ConfigKey.CERTIFICATE) : certificate;
    }

    private @Nullable Login login() throws ConfigFile.Faulty, IOException {
        ClientConfig set = config();
        String name = account == null ? set.get(ConfigKey.ACCOUNT) : account;
        if (name == null) {
            return null;
        }
        boolean isGiven = passwordCommand != null || passwordFile != null;
        Secret password = Password.of(
                isGiven ? passwordCommand : set.get(ConfigKey.PASSWORD_COMMAND),
                isGiven ? passwordFile : set.get(ConfigKey.PASSWORD_FILE));
        return new Login(name, password, certificate() != null, set.get(ConfigKey.LOGIN_REQUIRED, true));
    }

    static final class NickConverter implements ITypeConverter<Nick> {
        @Override
        public Nick convert(String text) {
            return converted(() -> Nick.of(text));
        }
    }

    static final class PinConverter implements ITypeConverter<Fingerprint> {
        @Override
        public Fingerprint convert(String text) {
            return converted(() -> Fingerprint.parse(text));
        }
    }

    static final class PathConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            return converted(() -> ConfigKey.path(text));
        }
    }

    private static <T> T converted(java.util.function.Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
