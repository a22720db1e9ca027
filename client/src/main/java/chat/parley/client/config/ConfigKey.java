package chat.parley.client.config;

import chat.parley.client.connection.Fingerprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Everything that can be set, with what it means: the reader, the sample and the messages about faults come from this table.
 *
 * @param <T> what a value is read as
 */
public final class ConfigKey<T> {
    /** Which colours are used. */
    public enum ThemeName {
        DARK,
        LIGHT,
        /** The sixteen colours of the terminal. */
        BASIC,
        /** No colours. */
        NONE
    }

    /** How the desktop is told of a mention. */
    public enum NotificationName {
        /** As the terminal's environment suggests. */
        AUTO,
        NONE,
        OSC9,
        OSC99,
        OSC777
    }

    private static final List<ConfigKey<?>> TABLE = new ArrayList<>();
    private static final Map<String, Boolean> YES_AND_NO =
            Map.of("yes", true, "true", true, "on", true, "no", false, "false", false, "off", false);
    private static final String CONNECTION = "connection";
    private static final String LOOK = "look";
    private static final String INPUT = "input";
    private static final String NOTIFY = "notify";

    public static final ConfigKey<String> SERVER = key(
            CONNECTION,
            "server",
            "ircs://irc.example.org:6697",
            ConfigKey::text,
            "A server: HOST, HOST:PORT, [IPV6]:PORT or ircs://HOST:PORT for TLS. Give several",
            "of one network, one a line: the next one is taken when one is gone.",
            "Without any: 127.0.0.1:6667.");
    public static final ConfigKey<Boolean> TLS = key(
            CONNECTION, "tls", "no", ConfigKey::yesOrNo, "Whether servers without ircs:// before them speak TLS too.");
    public static final ConfigKey<Fingerprint> PIN = key(
            CONNECTION,
            "pin",
            "SHA-256 OF THE CERTIFICATE",
            Fingerprint::parse,
            "Believe this certificate, and no other, whoever signed it. Also several times.",
            "The client tells the fingerprint of a certificate that it does not believe;",
            "\"openssl x509 -noout -fingerprint -sha256 -in FILE\" tells it on the server.");
    public static final ConfigKey<Path> AUTHORITIES = key(
            CONNECTION,
            "authorities",
            "/etc/ssl/our-own-authority.pem",
            ConfigKey::path,
            "A PEM file of those who may sign certificates, instead of the ones that Java knows.");
    public static final ConfigKey<Boolean> INSECURE = key(
            CONNECTION,
            "insecure",
            "no",
            ConfigKey::yesOrNo,
            "Believe any certificate. Nobody can listen then, but anybody can pretend to be the server.");
    public static final ConfigKey<String> NICK =
            key(CONNECTION, "nick", "anna", ConfigKey::text, "Your name there; by default your system's user name.");
    public static final ConfigKey<String> ROOM = key(
            CONNECTION,
            "room",
            "#lobby",
            ConfigKey::text,
            "A room to go into. Also several times; the first one is shown first.",
            "Without any: #lobby.");
    public static final ConfigKey<String> ACCOUNT = key(
            CONNECTION,
            "account",
            "anna",
            ConfigKey::text,
            "The account to log in to (SASL), where the server has accounts.");
    public static final ConfigKey<String> PASSWORD_COMMAND = key(
            CONNECTION,
            "password-command",
            "pass show irc",
            ConfigKey::text,
            "A command (for sh) whose first line of output is the password of the account.");
    public static final ConfigKey<Path> PASSWORD_FILE = key(
            CONNECTION,
            "password-file",
            "~/.config/parley/password",
            ConfigKey::path,
            "A file whose first line is the password of the account. Keep it to yourself: chmod 600.");
    public static final ConfigKey<Path> CERTIFICATE = key(
            CONNECTION,
            "certificate",
            "~/.config/parley/anna.pem",
            ConfigKey::path,
            "A PEM file with a certificate and its key, to log in with instead of a password (SASL EXTERNAL).");
    public static final ConfigKey<Boolean> LOGIN_REQUIRED = key(
            CONNECTION,
            "login-required",
            "yes",
            ConfigKey::yesOrNo,
            "Whether to stay out where the login fails, rather than go in as a stranger.");
    public static final ConfigKey<String> SERVER_PASSWORD_COMMAND = key(
            CONNECTION,
            "server-password-command",
            "pass show irc-server",
            ConfigKey::text,
            "The same for the password of the server itself (PASS), which few have.");
    public static final ConfigKey<Path> SERVER_PASSWORD_FILE =
            key(CONNECTION, "server-password-file", "~/.config/parley/server-password", ConfigKey::path, "Or a file.");

    public static final ConfigKey<ThemeName> THEME = key(
            LOOK,
            "theme",
            "dark",
            ConfigKey.oneOf(ThemeName.class),
            "dark, light, basic (the sixteen colours of the terminal) or none.",
            "Where NO_COLOR is set it is none, whatever stands here.");
    public static final ConfigKey<Boolean> PLAIN = key(
            LOOK,
            "plain",
            "no",
            ConfigKey::yesOrNo,
            "Lines instead of a full screen: the terminal's own scrolling and selecting stay usable.");
    public static final ConfigKey<Boolean> FORMATTING = key(
            LOOK,
            "formatting",
            "yes",
            ConfigKey::yesOrNo,
            "Whether the bold text and the colours that others write are shown; else they are left out.");
    public static final ConfigKey<Boolean> ROOMS_SHOWN = key(
            LOOK,
            "rooms",
            "yes",
            ConfigKey::yesOrNo,
            "Whether the list of rooms is shown, where there is space for it.");
    public static final ConfigKey<Boolean> PEOPLE_SHOWN = key(
            LOOK,
            "people",
            "yes",
            ConfigKey::yesOrNo,
            "Whether the list of people is shown, where there is space for it.");
    public static final ConfigKey<Boolean> TYPING = key(
            LOOK,
            "typing",
            "yes",
            ConfigKey::yesOrNo,
            "Whether others see that you are typing, where the server passes it on.");

    public static final ConfigKey<Integer> HISTORY = key(
            INPUT,
            "history",
            "1000",
            ConfigKey::count,
            "How many of your lines are remembered for the next start; 0 for none. They are in",
            "$XDG_STATE_HOME/parley/client/typed (~/.local/state), which only you can read;",
            "a line that may have a password in it is not remembered.");

    public static final ConfigKey<Boolean> BELL =
            key(NOTIFY, "bell", "yes", ConfigKey::yesOrNo, "Whether a mention and a private message ring.");
    public static final ConfigKey<NotificationName> NOTIFICATION = key(
            NOTIFY,
            "desktop",
            "auto",
            ConfigKey.oneOf(NotificationName.class),
            "How the terminal is asked to tell the desktop: auto, none, osc9 (iTerm2, WezTerm, Ghostty),",
            "osc99 (kitty) or osc777 (foot, urxvt). In tmux: set -g allow-passthrough on.");
    public static final ConfigKey<String> COMMAND = key(
            NOTIFY,
            "command",
            "notify-send \"$PARLEY_SENDER\" \"$PARLEY_TEXT\"",
            ConfigKey::text,
            "A command (for sh) to run for each of them. It finds the message in its environment:",
            "PARLEY_PLACE, PARLEY_SENDER, PARLEY_TEXT, PARLEY_TIME, PARLEY_KIND and PARLEY_MSGID.");
    public static final ConfigKey<String> HIGHLIGHT = key(
            NOTIFY, "highlight", "deploy", ConfigKey::text, "A word that rings as your name does. Also several times.");
    public static final ConfigKey<String> MUTE =
            key(NOTIFY, "mute", "#random", ConfigKey::text, "A room that never rings. Also several times.");

    private final String section;
    private final String name;
    private final String sample;
    private final Function<String, T> reader;
    private final List<String> comment;

    private ConfigKey(String section, String name, String sample, Function<String, T> reader, List<String> comment) {
        this.section = section;
        this.name = name;
        this.sample = sample;
        this.reader = reader;
        this.comment = comment;
    }

    private static <T> ConfigKey<T> key(
            String section, String name, String sample, Function<String, T> reader, String... comment) {
        ConfigKey<T> key = new ConfigKey<>(section, name, sample, reader, List.of(comment));
        TABLE.add(key);
        return key;
    }

    /** All, in the order of the sample. */
    static List<ConfigKey<?>> table() {
        return List.copyOf(TABLE);
    }

    String section() {
        return section;
    }

    String name() {
        return name;
    }

    /** The default, or an example where there is none. */
    String sample() {
        return sample;
    }

    List<String> comment() {
        return comment;
    }

    /** @throws IllegalArgumentException saying what would be right */
    T read(String value) {
        return reader.apply(value);
    }

    private static String text(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("it has no value; put a # before the line to leave it out");
        }
        return value;
    }

    private static boolean yesOrNo(String value) {
        Boolean answer = YES_AND_NO.get(value.toLowerCase(Locale.ROOT));
        if (answer == null) {
            throw new IllegalArgumentException("'" + value + "' is neither yes nor no");
        }
        return answer;
    }

    private static int count(String value) {
        if (!value.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("'" + value + "' is no number from 0 to 99999");
        }
        return Integer.parseInt(value);
    }

    private static final Pattern HOME = Pattern.compile("^~(?=/|$)");

    static Path path(String value) {
        return Path.of(HOME.matcher(text(value))
                .replaceFirst(java.util.regex.Matcher.quoteReplacement(System.getProperty("user.home", "."))));
    }

    private static <E extends Enum<E>> Function<String, E> oneOf(Class<E> kind) {
        return value -> {
            List<String> names = new ArrayList<>();
            for (E each : kind.getEnumConstants()) {
                String name = each.name().toLowerCase(Locale.ROOT);
                if (name.equals(value.toLowerCase(Locale.ROOT))) {
                    return each;
                }
                names.add(name);
            }
            throw new IllegalArgumentException("'" + value + "' is none of " + String.join(", ", names));
        };
    }
}
