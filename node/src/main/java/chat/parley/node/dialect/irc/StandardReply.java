package chat.parley.node.dialect.irc;

import java.util.List;

/** FAIL, WARN and NOTE (IRCv3 standard-replies). */
enum StandardReply {
    FAIL,
    WARN,
    NOTE;

    /** As a NOTICE for a client that has not asked for standard replies. */
    void write(
            Replies replies,
            Capabilities capabilities,
            String command,
            String code,
            List<String> context,
            String description) {
        if (!capabilities.has(Capability.STANDARD_REPLIES)) {
            replies.command(
                    "NOTICE", replies.client(), command.equals("*") ? description : command + ": " + description);
            return;
        }
        var params = new String[context.size() + 3];
        params[0] = command;
        params[1] = code;
        for (int i = 0; i < context.size(); i++) {
            params[i + 2] = context.get(i);
        }
        params[params.length - 1] = description;
        replies.command(name(), params);
    }
}
