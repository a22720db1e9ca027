package chat.parley.node.room;

import chat.parley.node.config.NodeConfig.Limits;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Mask;
import chat.parley.wire.Nick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operator's MODE (RFC 2812 section 3.2.3, RFC 2811 section 4). The changes are tried one after the other on a draft, so that each meets what
 * those before it have made: those that make a difference become the event, the others that cannot be done are told.
 */
final class ModeRules {
    private final RoomState state;
    private final Limits limits;

    // Mutable state: the draft, and what has come of the changes so far
    private RoomModes modes;
    private final Map<PersonId, Roles> roles = new HashMap<>();
    private final Map<Character, Set<Mask>> masks = new HashMap<>();
    private final List<ModeChange> effective = new ArrayList<>();
    private final List<Outcome.Refused> refused = new ArrayList<>();

    private ModeRules(RoomState state, Limits limits) {
        this.state = state;
        this.limits = limits;
        modes = state.modes();
    }

    static Decision decide(RoomState state, RoomCommand.ChangeModes command, Limits limits) {
        var draft = new ModeRules(state, limits);
        command.changes().forEach(draft::tryChange);
        if (!draft.effective.isEmpty()) {
            var event = new RoomEvent.ModesChanged(command.author(), List.copyOf(draft.effective));
            return new Decision.Happens(event, List.copyOf(draft.refused));
        }
        return draft.refused.isEmpty()
                ? Decision.NothingToDo.INSTANCE
                : new Decision.Refused(List.copyOf(draft.refused));
    }

    private void tryChange(ModeChange change) {
        switch (change.mode()) {
            case 'i', 'm', 'n', 's', 't' -> tryFlag(change);
            case 'k' -> tryKey(change);
            case 'l' -> tryLimit(change);
            case 'o', 'v' -> tryRole(change);
            case 'b', 'e', 'I' -> tryMask(change);
            default -> refuse(Refusal.UNKNOWN_MODE, String.valueOf(change.mode()));
        }
    }

    private void tryFlag(ModeChange change) {
        var changed = modes.withFlag(change.mode(), change.add());
        takeModes(changed, new ModeChange(change.add(), change.mode(), null));
    }

    /** A key takes the place of the one before; whoever removes it need not repeat it (Modern IRC, Key Channel Mode). */
    private void tryKey(ModeChange change) {
        if (!change.add()) {
            takeModes(modes.withKey(null), new ModeChange(false, 'k', ModeChange.HIDDEN_KEY));
        } else if (isKey(change.argument())) {
            takeModes(modes.withKey(change.argument()), new ModeChange(true, 'k', change.argument()));
        } else {
            refuseArgument(change);
        }
    }

    private void tryLimit(ModeChange change) {
        var limit = change.add() ? parseLimit(change.argument()) : 0;
        if (change.add() && limit == 0) {
            refuseArgument(change);
        } else {
            var argument = change.add() ? String.valueOf(limit) : null;
            takeModes(modes.withLimit(limit), new ModeChange(change.add(), 'l', argument));
        }
    }

    private void tryRole(ModeChange change) {
        if (change.argument() == null) {
            refuseArgument(change);
            return;
        }
        var member = Nick.parse(change.argument()).map(state::member).orElse(null);
        if (member == null) {
            refuse(Refusal.TARGET_NOT_HERE, change.argument());
            return;
        }
        var id = member.person().id();
        var before = roles.getOrDefault(id, member.roles());
        var role = RoomState.roleOf(change.mode());
        var after = change.add() ? before.with(role) : before.without(role);
        if (!after.equals(before)) {
            roles.put(id, after);
            var nick = member.person().nick().text();
            effective.add(new ModeChange(change.add(), change.mode(), nick, id));
        }
    }

    private void tryMask(ModeChange change) {
        var argument = change.argument();
        var mask = argument == null ? null : Mask.parse(argument).orElse(null);
        if (mask == null) {
            refuseArgument(change);
            return;
        }
        var list =
                masks.computeIfAbsent(change.mode(), mode -> state.masks(mode).masks());
        if (change.add() && !list.contains(mask) && list.size() >= limits.listEntries()) {
            refuse(Refusal.LIST_FULL, String.valueOf(change.mode()));
        } else if (change.add() ? list.add(mask) : list.remove(mask)) {
            effective.add(new ModeChange(change.add(), change.mode(), mask.text()));
        }
    }

    private void takeModes(RoomModes changed, ModeChange change) {
        if (!changed.equals(modes)) {
            modes = changed;
            effective.add(change);
        }
    }

    /** RFC 2812 section 2.3.1 (key), and no comma, which divides the keys of a JOIN, nor a colon that would end the parameters. */
    private boolean isKey(@Nullable String text) {
        return text != null
                && !text.isEmpty()
                && text.length() <= limits.keyBytes()
                && text.charAt(0) != ':'
                && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ',');
    }

    /** 0 for what is no positive number. */
    static int parseLimit(@Nullable String text) {
        try {
            return text == null ? 0 : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private void refuseArgument(ModeChange change) {
        var argument = change.argument();
        refuse(Refusal.BAD_MODE_ARGUMENT, argument == null ? "" + change.mode() : change.mode() + " " + argument);
    }

    private void refuse(Refusal reason, String detail) {
        refused.add(new Outcome.Refused(reason, detail));
    }
}
