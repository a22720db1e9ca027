package chat.parley.client.manual;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What fish completes, which picocli has no script for: commands with their descriptions, and the options of each. */
final class FishScript {
    private final StringBuilder script = new StringBuilder("complete -c parley -f\n");

    FishScript(CommandLine parley, Map<String, List<String>> others) {
        parley.getSubcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                command(name, firstSentence(spec.usageMessage().description()));
                spec.options().stream().filter(option -> !option.hidden()).forEach(option -> option(name, option));
            }
        });
        others.forEach((name, followers) -> {
            command(name, "");
            followers(name, followers);
        });
    }

    String text() {
        return script.toString();
    }

    private void command(String name, String description) {
        script.append("complete -c parley -n __fish_use_subcommand -a ").append(name);
        describe(description);
    }

    private void followers(String command, List<String> followers) {
        if (!followers.isEmpty()) {
            String names = String.join(" ", followers);
            script.append("complete -c parley -n '__fish_seen_subcommand_from ")
                    .append(command)
                    .append("; and not __fish_seen_subcommand_from ")
                    .append(names)
                    .append("' -a '")
                    .append(names)
                    .append("'\n");
        }
    }

    private void option(String command, OptionSpec option) {
        script.append("complete -c parley -n '__fish_seen_subcommand_from ")
                .append(command)
                .append('\'');
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            // A file is completed, anything else is for the person to know.
            script.append(option.paramLabel().equals("FILE") ? " -r -F" : " -x");
        }
        describe(String.join(" ", option.description()));
    }

    private void describe(String text) {
        String quoted = text.replace("\\", "\\\\").replace("'", "\\'");
        script.append(text.isEmpty() ? "" : " -d '" + quoted + "'").append('\n');
    }

    private static String firstSentence(String[] description) {
        String text = String.join(" ", description).strip();
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
