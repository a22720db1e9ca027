package chat.parley.node.dialect.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of docs/five-programs.md does what the page says. */
class SixthPresetTest {
    private static final Path PAGE = Path.of("..", "docs", "five-programs.md");

    @Test
    void aSixthProgramIsWrittenInHocon() throws IOException {
        var scene = new ChatScene(example());
        assertThat(scene.config.listeners()).anyMatch(listen -> listen.dialect().equals("tavern"));
        var alice = scene.connect("tavern");
        var screen = new StringBuilder(String.join("", alice.reads()));

        screen.append(type(alice, "alice"));
        var bob = scene.connect("tavern").sends("bob\n");
        screen.append(String.join("", alice.reads()))
                .append(type(alice, "hello"))
                .append(type(alice, "bye"));

        assertThat(Files.readString(PAGE)).contains("```\n" + screen + "```");
        assertThat(alice.ended()).isNotNull();
        assertThat(String.join("", bob.reads()))
                .endsWith("in #tavern.\nalice says: hello\n* alice has had enough (1)\n");
    }

    private static String type(TextClient client, String line) {
        return line + "\n" + String.join("", client.sends(line + "\n").reads());
    }

    private static String example() throws IOException {
        var blocks = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(blocks.find()).as("an example in HOCON in " + PAGE).isTrue();
        return blocks.group(1);
    }
}
