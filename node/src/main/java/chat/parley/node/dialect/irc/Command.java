package chat.parley.node.dialect.irc;

/**
 * A command of clients, with what HELP tells of it.
 *
 * @param name in capitals
 * @param usage as {@code <word> [<optional>]}
 * @param minParams fewer are answered with ERR_NEEDMOREPARAMS
 * @param cost what it counts towards the flood bound, in lines
 * @param beforeRegistration whether it is allowed before 001
 * @param message whether it says something, which need not wait for what was said before
 */
record Command(
        String name,
        String usage,
        String description,
        int minParams,
        int cost,
        boolean beforeRegistration,
        boolean message,
        Handler handler) {
    /** Does it; runs in the user actor. */
    @FunctionalInterface
    interface Handler {
        void run(Call call);
    }

    /** An ordinary one: for the registered, without required parameters, as dear as one line. */
    static Command of(String name, String usage, String description, Handler handler) {
        return new Command(name, usage, description, 0, 1, false, false, handler);
    }

    Command params(int atLeast) {
        return new Command(name, usage, description, atLeast, cost, beforeRegistration, message, handler);
    }

    Command costs(int lines) {
        return new Command(name, usage, description, minParams, lines, beforeRegistration, message, handler);
    }

    Command atAnyTime() {
        return new Command(name, usage, description, minParams, cost, true, message, handler);
    }

    Command asMessage() {
        return new Command(name, usage, description, minParams, cost, beforeRegistration, true, handler);
    }
}
