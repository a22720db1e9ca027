package chat.parley.client.config;

import chat.parley.client.config.ConfigKey.NotificationName;
import chat.parley.client.config.ConfigKey.ThemeName;
import chat.parley.client.model.Preferences;
import chat.parley.client.screen.Look;
import chat.parley.client.state.InputHistory;
import chat.parley.client.view.Alerts;
import chat.parley.client.view.Alerts.Notification;
import chat.parley.client.view.Theme;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person's file and their environment mean for the screen, the model and the alerts. */
public final class Choices {
    private final ClientConfig config;
    private final Map<String, String> environment;

    public Choices(ClientConfig config, Map<String, String> environment) {
        this.config = config;
        this.environment = Map.copyOf(environment);
    }

    /** Whether lines are wanted instead of a full screen. */
    public boolean isPlain() {
        return config.get(ConfigKey.PLAIN, false);
    }

    /** For the full screen. */
    public Look look() {
        return new Look(
                theme(Theme.DARK, Theme.MONOCHROME),
                config.get(ConfigKey.FORMATTING, true),
                config.get(ConfigKey.ROOMS_SHOWN, true),
                config.get(ConfigKey.PEOPLE_SHOWN, true),
                config.keys());
    }

    /** For lines on a terminal. */
    public Theme lineTheme() {
        return theme(Theme.BASIC, Theme.NONE);
    }

    /** NO_COLOR, when it is set and not empty, goes before everything (no-color.org). */
    private Theme theme(Theme otherwise, Theme withoutColours) {
        ThemeName name = config.get(ConfigKey.THEME);
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || name == ThemeName.NONE) {
            return withoutColours;
        }
        return name == null
                ? otherwise
                : switch (name) {
                    case DARK -> Theme.DARK;
                    case LIGHT -> Theme.LIGHT;
                    default -> Theme.BASIC;
                };
    }

    /** What this person typed before. */
    public InputHistory inputHistory() {
        return InputHistory.ofThisPerson(config.get(ConfigKey.HISTORY, 1_000));
    }

    /** What the model does for this person.
     *
     * @param isFullScreen whether there is room to show more than what was asked for */
    public Preferences preferences(boolean isFullScreen) {
        Set<String> words = new HashSet<>(config.all(ConfigKey.HIGHLIGHT));
        Set<String> muted = new HashSet<>(config.all(ConfigKey.MUTE));
        boolean typing = isFullScreen && config.get(ConfigKey.TYPING, true);
        return new Preferences(words, muted, typing, isFullScreen, isFullScreen);
    }

    /** How this person is called. */
    public Alerts.Settings alerts() {
        String command = config.get(ConfigKey.COMMAND);
        return new Alerts.Settings(
                config.get(ConfigKey.BELL, true),
                notification(),
                command == null ? List.of() : List.of("sh", "-c", command),
                environment.containsKey("TMUX"));
    }

    private Notification notification() {
        return switch (config.get(ConfigKey.NOTIFICATION, NotificationName.AUTO)) {
            case AUTO -> Notification.of(environment);
            case NONE -> Notification.NONE;
            case OSC9 -> Notification.OSC_9;
            case OSC99 -> Notification.OSC_99;
            case OSC777 -> Notification.OSC_777;
        };
    }
}
