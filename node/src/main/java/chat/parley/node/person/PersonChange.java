package chat.parley.node.person;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What concerns a person everywhere, whatever rooms they are in: told once to each node, and there once to each who shares a room. */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
public sealed interface PersonChange {
    /** The person it is about, as they were before it. */
    Identity before();

    /** The person as they are after it; {@code null} after a {@link Quit}. */
    @Nullable
    Person now();

    /** NICK: {@code now} has the new name. */
    record Renamed(Identity before, Person now) implements PersonChange {}

    /** AWAY with or without a reason (RFC 2812 section 4.1, IRCv3 away-notify). */
    record AwayChanged(Identity before, Person now) implements PersonChange {}

    /** SETNAME (IRCv3 setname). */
    record RealNameChanged(Identity before, Person now) implements PersonChange {}

    /** A change that nobody is shown, but WHO and WHOIS tell: user modes. */
    record DetailsChanged(Identity before, Person now) implements PersonChange {}

    /** QUIT, for whatever reason the connection ended. */
    record Quit(Identity before, String reason) implements PersonChange {
        @Override
        public @Nullable Person now() {
            return null;
        }
    }
}
