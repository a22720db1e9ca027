package chat.parley.node.dialect.text;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.config.TextPreset;
import chat.parley.node.dialect.Dialect;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The text dialects that a node is configured for. */
public final class TextDialects {
    private TextDialects() {}

    /** What makes the dialect of one new connection, by the name of its preset. */
    public static Map<String, Supplier<Dialect>> of(NodeConfig config, Clock clock) {
        var dialects = new TreeMap<String, Supplier<Dialect>>();
        config.textDialects().forEach((name, preset) -> dialects.put(name, factory(preset, config, clock)));
        return dialects;
    }

    private static Supplier<Dialect> factory(TextPreset preset, NodeConfig config, Clock clock) {
        var wording = new Wording(preset, ZoneId.systemDefault());
        var console = new ChatConsole(preset, config.log().messages());
        return () -> new TextDialect(wording, console, clock);
    }
}
