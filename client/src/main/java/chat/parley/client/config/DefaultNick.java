package chat.parley.client.config;

import chat.parley.wire.Nick;

/** The nick of somebody who chose none. */
public final class DefaultNick {
    private DefaultNick() {}

    /** The nearest to the name that a system has for its user: {@code anna.b} becomes {@code annab}, {@code 7of9} {@code _7of9}. */
    public static String of(String userName) {
        String letters = userName.replaceAll("[^A-Za-z0-9_\\-\\[\\]\\\\`^{|}]", "");
        String begun = letters.matches("[0-9-].*") ? "_" + letters : letters;
        String nick = begun.length() > Nick.MAX_LENGTH ? begun.substring(0, Nick.MAX_LENGTH) : begun;
        return nick.isEmpty() ? "guest" : nick;
    }
}
