package chat.parley.client.manual;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The output in UTF-8, whatever the locale. */
final class Output {
    private Output() {}

    static PrintStream utf8() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    }
}
