package chat.parley.client.script;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as people write it: {@code 90s}, {@code 15m}, {@code 1h}, {@code 2d}, {@code 1w} ago, or a date, or a date and a time. */
final class Since {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhdw])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    private Since() {}

    /** Reads it.
     *
     * @throws IllegalArgumentException saying what would be right */
    static Instant parse(String text, Instant now, ZoneId zone) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            Duration unit = UNITS.getOrDefault(ago.group(2), Duration.ZERO);
            return now.minus(unit.multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text
                    + "' is no time: give one such as 90s, 15m, 1h, 2d, 1w, 2026-01-31, 2026-01-31T12:30 or"
                    + " 2026-01-31T12:30:00Z");
        }
    }
}
