package io.github.reel4j.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes the manual page of all commands in the format of man, from the descriptions that {@code --help} shows. Options
 * that several commands have in common are described once.
 */
final class ManPage {

    private static final int MIN_COMMANDS_OF_COMMON_OPTION = 3;

    private final CommandSpec root;
    /** For each common option a command that has it. */
    private final Map<String, CommandSpec> common;

    private final RoffWriter page = new RoffWriter();

    private ManPage(CommandSpec root) {
        this.root = root;
        this.common = commonOptions();
    }

    static String of(CommandSpec root, String version) {
        return new ManPage(root).text(version);
    }

    private String text(String version) {
        page.title(root.name(), version);
        page.section("NAME");
        page.paragraph(root.name() + " - "
                + CompletionOption.summary(root.usageMessage().description()));
        page.section("SYNOPSIS");
        page.paragraph(root.name() + " COMMAND [OPTIONS] [ARGUMENTS]");
        page.section("DESCRIPTION");
        paragraphs(root.usageMessage().description());
        page.section("COMMANDS");
        commands().forEach(this::command);
        page.section("COMMON OPTIONS");
        common.forEach((key, command) ->
                visible(command).filter(option -> key(option).equals(key)).forEach(option -> option(command, option)));
        page.section("EXIT STATUS");
        root.usageMessage().exitCodeList().forEach((code, meaning) -> page.item(code.strip(), List.of(meaning)));
        return page.toString();
    }

    private void command(CommandSpec command) {
        page.subsection(synopsis(command));
        paragraphs(command.usageMessage().description());
        command.positionalParameters().stream()
                .filter(argument -> argument.description().length > 0)
                .forEach(argument -> page.item(argument.paramLabel(), List.of(argument.description())));
        List<OptionSpec> options = visible(command).toList();
        options.stream().filter(option -> !common.containsKey(key(option))).forEach(option -> option(command, option));
        page.paragraph("Common options: "
                + options.stream()
                        .filter(option -> common.containsKey(key(option)))
                        .map(OptionSpec::longestName)
                        .collect(Collectors.joining(", "))
                + ".");
    }

    private void option(CommandSpec command, OptionSpec option) {
        String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        page.item(
                CompletionOption.names(command, option).stream()
                        .map(name -> name + value)
                        .collect(Collectors.joining(", ")),
                List.of(option.description()));
    }

    private void paragraphs(String... description) {
        Stream.of(description).forEach(page::paragraph);
    }

    private static String synopsis(CommandSpec command) {
        return new Help(command, Help.defaultColorScheme(Ansi.OFF))
                .abbreviatedSynopsis()
                .strip();
    }

    /** Returns all commands that can be run, those of {@code reel queue} too. */
    private List<CommandSpec> commands() {
        return runnable(root).toList();
    }

    private static Stream<CommandSpec> runnable(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .flatMap(each -> each.subcommands().isEmpty() ? Stream.of(each) : runnable(each));
    }

    private Map<String, CommandSpec> commonOptions() {
        Map<String, CommandSpec> first = new LinkedHashMap<>();
        Map<String, Integer> commands = new LinkedHashMap<>();
        for (CommandSpec command : commands()) {
            visible(command).forEach(option -> {
                first.putIfAbsent(key(option), command);
                commands.merge(key(option), 1, Integer::sum);
            });
        }
        commands.forEach((key, count) -> {
            if (count < MIN_COMMANDS_OF_COMMON_OPTION) {
                first.remove(key);
            }
        });
        return first;
    }

    private static Stream<OptionSpec> visible(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden());
    }

    /** Options with the same names mean the same only if they are described alike. */
    private static String key(OptionSpec option) {
        return String.join(",", option.names()) + String.join(" ", option.description());
    }
}
