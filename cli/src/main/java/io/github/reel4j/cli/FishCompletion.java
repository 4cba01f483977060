package io.github.reel4j.cli;

import java.util.Collection;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the completion script for fish. */
final class FishCompletion {

    private final String start;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(CommandSpec root) {
        this.start = "complete -c " + root.name();
    }

    static String of(CommandSpec root) {
        FishCompletion completion = new FishCompletion(root);
        completion.script.append(completion.start).append(" -f\n");
        completion.append(root, "");
        return completion.script.toString().strip();
    }

    /**
     * Appends the lines of a command and of its subcommands.
     *
     * @param seen the condition that the command line names the command; empty for the program itself
     */
    private void append(CommandSpec command, String seen) {
        Collection<CommandLine> inner = command.subcommands().values();
        String names = inner.stream().map(CommandLine::getCommandName).collect(Collectors.joining(" "));
        String here = inner.isEmpty() ? seen : and(seen, "not __fish_seen_subcommand_from " + names);
        String condition = here.isEmpty() ? "" : " -n " + quoted(here);
        CompletionOption.optionsOf(command).forEach(option -> append(option, condition));
        if (CompletionOption.argumentsOf(command).stream().anyMatch(CompletionOption::file)) {
            script.append(start).append(condition).append(" -F\n");
        }
        CompletionOption.argumentsOf(command).stream()
                .filter(argument -> !argument.values().isEmpty())
                .forEach(argument -> script.append(start)
                        .append(condition)
                        .append(" -a ")
                        .append(quoted(String.join(" ", argument.values())))
                        .append(description(argument.summary())));
        for (CommandLine each : inner) {
            CommandSpec spec = each.getCommandSpec();
            script.append(start)
                    .append(condition)
                    .append(" -a ")
                    .append(spec.name())
                    .append(description(
                            CompletionOption.summary(spec.usageMessage().description())));
            append(spec, and(seen, "__fish_seen_subcommand_from " + spec.name()));
        }
    }

    private void append(CompletionOption option, String condition) {
        script.append(start).append(condition);
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.hasValue()) {
            script.append(option.file() ? " -r -F" : " -x");
        }
        if (!option.values().isEmpty()) {
            script.append(" -a ").append(quoted(String.join(" ", option.values())));
        }
        script.append(description(option.summary()));
    }

    private static String and(String first, String second) {
        return first.isEmpty() ? second : first + "; and " + second;
    }

    private static String description(String text) {
        return " -d " + quoted(text) + "\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
