package chat.parley.client.command;

import chat.parley.client.model.ChatModel;

/**
 * One entry of the table: all that is known of a command stands beside each other, so that /help writes itself.
 *
 * @param name without the slash
 * @param arguments as the help shows them, empty for none
 * @param handler what it does
 */
record Command(String name, String arguments, String description, Handler handler) {
    @FunctionalInterface
    interface Handler {
        /** Does it and tells how far it is done. */
        Result run(ChatModel model, Arguments arguments);
    }

    /** What became of the line. */
    enum Result {
        /** All is done. */
        DONE,
        /** The model tells when the line is done, because the server has to answer for it. */
        PENDING,
        /** The arguments do not fit; the usage is shown. */
        MISUSED
    }

    String usage() {
        return arguments.isEmpty() ? "/" + name : "/" + name + " " + arguments;
    }
}
