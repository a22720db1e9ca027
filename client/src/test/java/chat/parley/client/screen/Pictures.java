package chat.parley.client.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Screens as they are expected, each a file of text in {@code src/test/resources/pictures}. With {@code
 * -Dparley.pictures=draw} they are drawn anew, to be looked at before they are kept.
 */
final class Pictures {
    private static final Path FOLDER = Path.of("src/test/resources/pictures");
    private static final Path DOCS = Path.of("../docs/pictures");
    private static final boolean DRAWS = "draw".equals(System.getProperty("parley.pictures"));

    private Pictures() {}

    /** A screen as text. */
    static void assertLooksLike(String name, String picture) {
        assertKept(FOLDER.resolve(name + ".txt"), picture + "\n");
    }

    /** A screen in colours, as the documentation shows it. */
    static void assertShown(String name, String svg) {
        assertKept(DOCS.resolve(name + ".svg"), svg);
    }

    private static void assertKept(Path file, String picture) {
        try {
            if (DRAWS) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, picture);
            }
            assertThat(picture).as("the picture " + file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
