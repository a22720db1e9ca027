package chat.parley.client.manual;

import chat.parley.client.command.CommandTable;
import chat.parley.client.config.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A page in the language of man (man(7)), out of the tables of commands, of what is typed after a slash, and of keys. */
final class ManualPage {
    private static final String EXAMPLES = "Examples:";
    private static final String USAGE = "Usage: ";

    private final StringBuilder page = new StringBuilder();

    ManualPage(CommandLine parley) {
        macro("TH PARLEY 1");
        section("NAME");
        line("parley - talk on IRC servers, from a terminal and from scripts");
        section("SYNOPSIS");
        parley.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .forEach(this::synopsis);
        section("COMMANDS");
        parley.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .forEach(this::command);
        typed();
        files();
        exitStatus();
    }

    String text() {
        return page.toString();
    }

    private void synopsis(CommandSpec spec) {
        usage(spec).forEach(usage -> {
            macro("PP");
            line(usage);
        });
    }

    private void command(CommandSpec spec) {
        macro("SS parley " + spec.name());
        line(text(spec.usageMessage().description()));
        List<String> examples = examples(spec);
        if (!examples.isEmpty()) {
            verbatim(examples);
        }
        spec.options().stream().filter(option -> !option.hidden()).forEach(this::option);
    }

    private void option(OptionSpec option) {
        String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        term(String.join(", ", option.names()) + label, text(option.description()));
    }

    private void typed() {
        section("WHAT IS TYPED IN PARLEY CHAT");
        line("A line that begins with a slash is a command, anything else is said; // begins a text with a slash.");
        CommandTable.usages().forEach(this::term);
    }

    private void files() {
        section("FILES");
        term("$XDG_CONFIG_HOME/parley/client.conf, ~/.config/parley/client.conf", "What is set, one key a line:");
        verbatim(Sample.text().lines().toList());
        term(
                "$XDG_STATE_HOME/parley/client/typed, ~/.local/state/parley/client/typed",
                "What was typed, for the next start.");
        term(
                "$XDG_STATE_HOME/parley/client/sts, ~/.local/state/parley/client/sts",
                "Hosts that have asked for TLS (sts): their names, ports, and until when, in seconds since 1970.");
    }

    private void exitStatus() {
        section("EXIT STATUS");
        term("0", "done; for say: the server has confirmed every line");
        term("1", "something failed");
        term("2", "a wrong call, or a faulty configuration");
        term("3", "no server could be reached");
        term("4", "the server refused, or does not offer what is asked for");
        section("ENVIRONMENT");
        term("NO_COLOR", "no colours, whatever is set");
        term("TERM", "dumb: lines in, lines out");
        term("VISUAL, EDITOR", "what Ctrl-X Ctrl-E opens");
    }

    private static List<String> examples(CommandSpec spec) {
        List<String> lines = Arrays.asList(spec.usageMessage().customSynopsis());
        int begin = lines.indexOf(EXAMPLES);
        int end = lines.indexOf("");
        return begin < 0 || end < begin ? List.of() : lines.subList(begin + 1, end);
    }

    private static List<String> usage(CommandSpec spec) {
        List<String> own = Arrays.stream(spec.usageMessage().customSynopsis())
                .filter(line -> line.startsWith(USAGE))
                .map(line -> line.substring(USAGE.length()))
                .toList();
        return own.isEmpty() ? List.of("parley " + spec.name() + " [OPTION]...") : own;
    }

    private static String text(String[] description) {
        return Arrays.stream(description).filter(line -> !line.isBlank()).collect(Collectors.joining(" "));
    }

    private void section(String name) {
        macro("SH " + name);
    }

    private void term(String term, String meaning) {
        macro("TP");
        page.append("\\fB").append(escaped(term)).append("\\fR\n");
        line(meaning);
    }

    private void verbatim(List<String> lines) {
        macro("PP");
        macro("nf");
        lines.forEach(this::line);
        macro("fi");
    }

    private void macro(String macro) {
        page.append('.').append(macro).append('\n');
    }

    private void line(String text) {
        page.append(escaped(text)).append('\n');
    }

    /** A dot or a quote at the beginning of a line would be a macro. */
    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
