package chat.parley.node.ops;

import chat.parley.node.config.PasswordHash;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code parley password}: the hash that {@code parley.operators} wants. The launcher asks on a terminal, without showing what is typed. */
@Command(
        name = "password",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "  parley password                      asks for a password and prints its hash",
            "  parley password < file-with-it",
            "",
        },
        description = "Makes the hash of a password, for parley.operators of a configuration file.")
public final class PasswordCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        var password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (password == null || password.isEmpty()) {
            throw new ExitStatus.Failure(ExitStatus.WRONG_CALL, "no password was given");
        }
        System.out.println(PasswordHash.of(password).text());
        return ExitStatus.DONE;
    }
}
