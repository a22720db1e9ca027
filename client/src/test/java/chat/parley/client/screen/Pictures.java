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
    private static final boolean DRAWS = "draw".equals(System.getProperty("parley.pictures"));

    private Pictures() {}

    static void assertLooksLike(String name, String picture) {
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if (DRAWS) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, picture + "\n");
            }
            assertThat(picture)
                    .as("the picture " + file)
                    .isEqualTo(Files.readString(file).stripTrailing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
