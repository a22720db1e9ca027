package chat.parley.node.dialect.text;

import chat.parley.node.config.Template;
import chat.parley.node.config.TextPreset;
import chat.parley.wire.Formatting;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node's log tells of one preset's people, in that program's own words. Any thread. */
final class ChatConsole {
    private final TextPreset.Console words;
    private final boolean messages;
    private final Logger log;

    /** @param messages whether what they say is told too ({@code parley.log.messages}) */
    ChatConsole(TextPreset preset, boolean messages) {
        this.words = preset.console();
        this.messages = messages;
        this.log = LoggerFactory.getLogger("parley." + preset.name());
    }

    void connected(String address) {
        tell(words.connected(), Map.of("address", address));
    }

    void unnamed(String address, String reason) {
        tell(words.unnamed(), Map.of("address", address, "reason", reason));
    }

    void named(String name, String address, String room) {
        tell(words.named(), Map.of("name", name, "address", address, "room", room));
    }

    void said(String name, String address, String room, String text) {
        if (messages) {
            tell(words.said(), Map.of("name", name, "address", address, "room", room, "text", text));
        }
    }

    void left(String name, String address, String room, String reason) {
        tell(words.left(), Map.of("name", name, "address", address, "room", room, "reason", reason));
    }

    private void tell(Template line, Map<String, String> values) {
        if (!line.isEmpty() && log.isInfoEnabled()) {
            log.info("{}", Formatting.visible(line.fill(name -> values.getOrDefault(name, ""))));
        }
    }
}
