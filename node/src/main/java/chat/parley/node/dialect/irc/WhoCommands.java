package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_TOOMANYMATCHES;
import static chat.parley.wire.Numeric.RPL_ENDOFWHO;

import chat.parley.node.name.Profile;
import chat.parley.node.name.Survey;
import chat.parley.node.person.Person;
import chat.parley.node.room.Member;
import chat.parley.node.room.RoomView;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** WHO (RFC 2812 section 3.6.1; IRCv3 whox): who is in a room, who somebody is, who matches. */
final class WhoCommands {
    static final List<Command> ALL = List.of(
            Command.of("WHO", "WHO <room, name or mask> [o] [%<fields>[,<token>]]", "Find people", WhoCommands::who)
                    .costs(3));

    private static final String EVERYBODY = "*";

    private WhoCommands() {}

    /** One question. */
    private record Query(String asked, boolean operatorsOnly, WhoFields fields) {
        static Query of(Call call) {
            var options = call.param(1, "");
            int percent = options.indexOf('%');
            var flags = percent < 0 ? options : options.substring(0, percent);
            return new Query(call.param(0, EVERYBODY), flags.indexOf('o') >= 0, WhoFields.parse(options));
        }

        boolean wants(Person person) {
            return !operatorsOnly || person.operator();
        }

        void end(Replies replies) {
            replies.numeric(RPL_ENDOFWHO, asked, "End of WHO list");
        }
    }

    private static void who(Call call) {
        var query = Query.of(call);
        if (query.asked().indexOf(RoomName.PREFIX) == 0) {
            RoomName.parse(query.asked())
                    .ifPresentOrElse(room -> inRoom(call, room, query), () -> query.end(call.replies()));
        } else {
            Nick.parse(query.asked())
                    .filter(nick -> !query.asked().equals("0"))
                    .ifPresentOrElse(nick -> oneOrMatching(call, nick, query), () -> matching(call, query));
        }
    }

    /**
     * From outside only those who are not invisible, and of a secret room nobody. The room's actor only notes who they are: in a large room the answer
     * is long.
     */
    private static void inRoom(Call call, RoomName room, Query query) {
        var me = call.session().id();
        var answers = new RoomAnswers(call.replies(), call.dialect().capabilities());
        var rows = new ArrayList<WhoFields.Row>();
        call.exchange()
                .look(
                        room,
                        view -> {
                            boolean member = view.member(me) != null;
                            if (member || RoomAnswers.maySee(view, me)) {
                                view.members().stream()
                                        .filter(other ->
                                                member || !other.person().invisible())
                                        .filter(other -> query.wants(other.person()))
                                        .forEach(other -> rows.add(row(view, other, answers)));
                            }
                            return ByteString.emptyByteString();
                        },
                        call.then(() ->
                                call.paced(new LongAnswer<>(rows.iterator(), query.fields()::write, query::end))));
    }

    private static WhoFields.Row row(RoomView view, Member member, RoomAnswers answers) {
        return new WhoFields.Row(member.person(), view.displayName(), answers.prefixOf(member), 0);
    }

    /** A name finds its holder, invisible or not; where nobody has it, it is a mask like any other. */
    private static void oneOrMatching(Call call, Nick nick, Query query) {
        call.exchange().profile(nick, call.then((Optional<Profile> profile) -> {
            if (profile.isEmpty()) {
                matching(call, query);
                return;
            }
            if (query.wants(profile.get().person())) {
                query.fields().write(call.replies(), row(call, profile.get()));
            }
            query.end(call.replies());
        }));
    }

    /** With a room that both are in, where there is one. */
    private static WhoFields.Row row(Call call, Profile profile) {
        var idleSeconds = profile.idleMillis() / 1000;
        return profile.rooms().stream()
                .filter(in -> call.session().rooms().containsKey(in.room()))
                .findFirst()
                .map(in -> new WhoFields.Row(
                        profile.person(),
                        in.room().text(),
                        call.has(Capability.MULTI_PREFIX)
                                ? in.roles().prefixes()
                                : in.roles().prefix(),
                        idleSeconds))
                .orElse(new WhoFields.Row(profile.person(), "*", "", idleSeconds));
    }

    private static void matching(Call call, Query query) {
        int limit = call.server().config().limits().surveyResults();
        var pattern = query.asked().equals("0") ? EVERYBODY : query.asked();
        call.exchange().people(pattern, query.operatorsOnly(), limit, call.then((Survey.Result<Person> found) -> {
            found.items().stream()
                    .filter(person -> isVisible(call, person))
                    .forEach(person -> query.fields().write(call.replies(), new WhoFields.Row(person)));
            if (!found.complete()) {
                tellIncomplete(call, query, found.items().size() >= limit);
            }
            query.end(call.replies());
        }));
    }

    private static void tellIncomplete(Call call, Query query, boolean tooMany) {
        var words = tooMany
                ? "Only the first " + call.server().config().limits().surveyResults() + " are told: ask for less"
                : "A node has not answered, so there may be more: ask again";
        call.numeric(ERR_TOOMANYMATCHES, query.asked(), words);
    }

    /** RFC 2812 section 3.1.5, user mode {@code i}. */
    private static boolean isVisible(Call call, Person person) {
        return !person.invisible()
                || person.id().equals(call.session().id())
                || call.me().operator();
    }
}
