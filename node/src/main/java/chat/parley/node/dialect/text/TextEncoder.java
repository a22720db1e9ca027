package chat.parley.node.dialect.text;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonEncoder;
import chat.parley.node.room.Entry;
import chat.parley.node.room.Member;
import chat.parley.node.room.RoomEncoder;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomView;
import chat.parley.node.room.SayKind;
import chat.parley.wire.RoomName;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * How the people of one preset are shown what happens; those in one room are shown alike.
 *
 * @param room where the receiver is: what others' leaving is counted in
 */
record TextEncoder(Wording wording, RoomName room) implements RoomEncoder, PersonEncoder {
    private static final ByteString NOTHING = ByteString.emptyByteString();

    @Override
    public ByteString shown(Entry entry, RoomView view) {
        var event = entry.event();
        if (event instanceof RoomEvent.Said said) {
            return said(said, entry, view);
        }
        if (event instanceof RoomEvent.Joined joined) {
            return joined(joined.person(), view);
        }
        if (event instanceof RoomEvent.Restored restored) {
            return joined(restored.person(), view);
        }
        if (event instanceof RoomEvent.Parted parted) {
            return departed(parted.who(), view);
        }
        return event instanceof RoomEvent.Kicked kicked ? departed(kicked.who(), view) : NOTHING;
    }

    @Override
    public ByteString own(Entry entry, RoomView view) {
        var event = entry.event();
        if (event instanceof RoomEvent.Said said) {
            return wording.preset().echo() ? said(said, entry, view) : NOTHING;
        }
        if (event instanceof RoomEvent.Joined) {
            var words = wording.words();
            int count = view.members().size();
            return wording.say(
                    entry.label() == null ? words.welcome() : words.moved(),
                    Map.of(
                            "count", Integer.toString(count),
                            "online", wording.online(count),
                            "room", view.displayName()));
        }
        return NOTHING;
    }

    private ByteString said(RoomEvent.Said said, Entry entry, RoomView view) {
        var text = said.kind() == SayKind.TAGS_ONLY ? null : PlainText.shown(said.text());
        if (text == null) {
            return NOTHING;
        }
        var author = view.member(said.author().id());
        return wording.said(
                wording.nameOf(said.author(), realName(author)),
                said.to() == null ? text : wording.fill(wording.words().toYou(), Map.of("text", text)),
                entry.timeMillis(),
                MessageTags.colour(said.tags(), wording),
                MessageTags.time(said.tags()),
                view.displayName());
    }

    private ByteString joined(Person person, RoomView view) {
        return wording.say(
                wording.words().joined(),
                member(person.identity(), person.realName(), view.members().size()));
    }

    private ByteString departed(Identity who, RoomView view) {
        return wording.say(
                wording.words().left(),
                member(who, realName(view.departed()), view.members().size()));
    }

    private Map<String, String> member(Identity who, @Nullable String realName, int count) {
        return Map.of(
                "name", wording.nameOf(who, realName),
                "address", who.host(),
                "count", Integer.toString(count),
                "online", wording.online(count),
                "room", room.text());
    }

    private static @Nullable String realName(@Nullable Member member) {
        return member == null ? null : member.person().realName();
    }

    @Override
    public ByteString shown(PersonChange change) {
        throw new UnsupportedOperationException("text dialects need the surroundings of a change");
    }

    @Override
    public ByteString shown(PersonChange change, Surroundings around) {
        var realName = around.person().realName();
        if (change instanceof PersonChange.Quit quit) {
            int count = around.members().getOrDefault(room, 0);
            return wording.say(wording.words().left(), member(quit.before(), realName, count));
        }
        if (change instanceof PersonChange.Renamed renamed) {
            var before = wording.nameOf(renamed.before(), realName);
            var now = wording.nameOf(renamed.now().identity(), realName);
            return wording.say(wording.words().renamed(), Map.of("old", before, "name", now));
        }
        return NOTHING;
    }
}
