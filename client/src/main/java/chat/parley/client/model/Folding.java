package chat.parley.client.model;

import chat.parley.wire.CaseMapping;

/** Which names are the same on this server (Modern IRC, CASEMAPPING Parameter). */
public enum Folding {
    ASCII("", ""),
    RFC1459("[]\\~", "{}|^"),
    RFC1459_STRICT("[]\\", "{}|");

    private final String upper;
    private final String lower;

    Folding(String upper, String lower) {
        this.upper = upper;
        this.lower = lower;
    }

    /** Of the token's value; a mapping that is not known here folds the letters of ASCII, which all of them do. */
    public static Folding of(String token) {
        return switch (token) {
            case "rfc1459" -> RFC1459;
            case "rfc1459-strict", "strict-rfc1459" -> RFC1459_STRICT;
            default -> ASCII;
        };
    }

    /** The name as all that are the same here are written. */
    public String fold(String name) {
        String folded = CaseMapping.fold(name);
        for (int i = 0; i < upper.length(); i++) {
            folded = folded.replace(upper.charAt(i), lower.charAt(i));
        }
        return folded;
    }
}
