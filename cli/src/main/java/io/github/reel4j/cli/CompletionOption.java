package io.github.reel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * An option or an argument of a command, as a shell completes it.
 *
 * @param names the names of an option, also those that negate it; empty for an argument
 * @param label the name of the value; empty if the option has none
 * @param summary the first sentence of the description
 * @param values the allowed values; empty if they cannot be listed
 * @param file whether a value can be the name of a file
 * @param repeatable whether it may be given several times
 */
record CompletionOption(
        List<String> names, String label, String summary, List<String> values, boolean file, boolean repeatable) {

    /** Returns the options of a command in the order of {@code --help}. */
    static List<CompletionOption> optionsOf(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .map(option -> of(option, names(command, option)))
                .toList();
    }

    /** Returns the arguments of a command in their order. */
    static List<CompletionOption> argumentsOf(CommandSpec command) {
        return command.positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .map(argument -> of(argument, List.of()))
                .toList();
    }

    /** Returns the names of an option, and those that negate it. */
    static List<String> names(CommandSpec command, OptionSpec option) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        command.negatedOptionsMap().entrySet().stream()
                .filter(negated -> negated.getValue().equals(option))
                .map(Map.Entry::getKey)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return names;
    }

    /** Returns the first sentence of a description, without its period. */
    static String summary(String... description) {
        String text = String.join(" ", description);
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    boolean hasValue() {
        return !label.isEmpty();
    }

    private static CompletionOption of(ArgSpec argument, List<String> names) {
        boolean value =
                argument instanceof PositionalParamSpec || argument.arity().max() > 0;
        Class<?> type = argument.auxiliaryTypes()[0];
        List<String> values = argument.completionCandidates() == null
                ? List.of()
                : StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .toList();
        return new CompletionOption(
                names,
                value ? argument.paramLabel() : "",
                summary(argument.description()),
                values,
                type == Path.class || argument.paramLabel().contains("FILE"),
                argument.isMultiValue());
    }
}
