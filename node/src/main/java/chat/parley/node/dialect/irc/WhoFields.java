package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.RPL_WHOREPLY;
import static chat.parley.wire.Numeric.RPL_WHOSPCRPL;

import chat.parley.node.person.Person;
import java.util.ArrayList;

/**
 * What a WHO asks to be told of each person: the fixed fields of RFC 2812 section 3.6.1, or those of WHOX (IRCv3 whox).
 *
 * @param letters empty for the fixed fields
 * @param token what the client calls its question; empty for nothing
 */
record WhoFields(String letters, String token) {
    static final WhoFields FIXED = new WhoFields("", "");

    /** All that WHOX knows, in the order in which they are told. */
    private static final String ORDER = "tcuihsnfdlaor";

    private static final int MAX_TOKEN_DIGITS = 3;
    private static final String NO_ACCOUNT = "0";
    private static final String NO_LEVEL = "n/a";
    private static final String NO_HOPS = "0";

    /** One person, as one room or none shows them. */
    record Row(Person person, String room, String roomPrefixes, long idleSeconds) {
        Row(Person person) {
            this(person, "*", "", 0);
        }

        /** Here or gone, operator of the network, roles in the room. */
        String flags() {
            return (person.away() == null ? "H" : "G") + (person.operator() ? "*" : "") + roomPrefixes;
        }
    }

    /** The second parameter of WHO: flags, and after a percent sign the fields and the token. */
    static WhoFields parse(String param) {
        int percent = param.indexOf('%');
        if (percent < 0) {
            return FIXED;
        }
        int comma = param.indexOf(',', percent);
        var fields = param.substring(percent + 1, comma < 0 ? param.length() : comma);
        var token = comma < 0 ? "" : param.substring(comma + 1);
        return new WhoFields(fields, token.matches("[0-9]{1," + MAX_TOKEN_DIGITS + "}") ? token : "0");
    }

    void write(Replies replies, Row row) {
        if (equals(FIXED)) {
            fixed(replies, row);
        } else {
            chosen(replies, row);
        }
    }

    private static void fixed(Replies replies, Row row) {
        var person = row.person();
        replies.numeric(
                RPL_WHOREPLY,
                row.room(),
                person.identity().username(),
                person.identity().host(),
                person.server(),
                person.nick().text(),
                row.flags(),
                NO_HOPS + " " + person.realName());
    }

    private void chosen(Replies replies, Row row) {
        var values = new ArrayList<String>();
        for (int i = 0; i < ORDER.length(); i++) {
            char field = ORDER.charAt(i);
            if (letters.indexOf(field) >= 0) {
                values.add(value(field, row));
            }
        }
        if (values.isEmpty()) {
            return;
        }
        var params = values.toArray(String[]::new);
        if (letters.indexOf('r') >= 0) {
            replies.numeric(RPL_WHOSPCRPL, params);
        } else {
            replies.plainNumeric(RPL_WHOSPCRPL, params);
        }
    }

    private String value(char field, Row row) {
        var identity = row.person().identity();
        return switch (field) {
            case 't' -> token.isEmpty() ? "0" : token;
            case 'c' -> row.room();
            case 'u' -> identity.username();
            case 'i', 'h' -> identity.host();
            case 's' -> row.person().server();
            case 'n' -> identity.nick().text();
            case 'f' -> row.flags();
            case 'd' -> NO_HOPS;
            case 'l' -> Long.toString(row.idleSeconds());
            case 'a' -> NO_ACCOUNT;
            case 'o' -> NO_LEVEL;
            default -> row.person().realName();
        };
    }
}
