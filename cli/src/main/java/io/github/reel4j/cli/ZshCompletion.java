package io.github.reel4j.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the completion script for zsh, which can be sourced, or saved as {@code _reel} in a folder of fpath. */
final class ZshCompletion {

    private static final String NEXT = " \\\n    ";

    private final StringBuilder script = new StringBuilder();

    private ZshCompletion() {}

    static String of(CommandSpec root) {
        ZshCompletion completion = new ZshCompletion();
        completion.script.append("#compdef ").append(root.name()).append('\n');
        completion.append(root);
        String name = function(root);
        completion
                .script
                .append("\nif [[ ${funcstack[1]} = ")
                .append(name)
                .append(" ]]; then\n  ")
                .append(name)
                .append(" \"$@\"\nelse\n  compdef ")
                .append(name)
                .append(' ')
                .append(root.name())
                .append("\nfi");
        return completion.script.toString();
    }

    /** Appends the functions of a command and of its subcommands. */
    private void append(CommandSpec command) {
        List<CommandSpec> inner = command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .toList();
        script.append('\n').append(function(command)).append("() {\n");
        script.append("  local context state state_descr line curcontext=\"$curcontext\"\n  typeset -A opt_args\n");
        script.append("  _arguments -C");
        CompletionOption.optionsOf(command).forEach(this::append);
        if (inner.isEmpty()) {
            List<CompletionOption> arguments = CompletionOption.argumentsOf(command);
            for (int i = 0; i < arguments.size(); i++) {
                String position = arguments.get(i).repeatable() ? "*" : String.valueOf(i + 1);
                script.append(NEXT).append(quoted(position + value(arguments.get(i))));
            }
            script.append("\n}\n");
            return;
        }
        String commands = function(command) + "_commands";
        script.append(NEXT).append("'1:command:").append(commands).append("'");
        script.append(NEXT)
                .append("'*::argument:->argument'\n  [[ $state = argument ]] || return\n  case ${line[1]} in\n");
        inner.forEach(each -> script.append("    ")
                .append(each.name())
                .append(") ")
                .append(function(each))
                .append(" ;;\n"));
        script.append("  esac\n}\n\n").append(commands).append("() {\n  local -a commands=(\n");
        inner.forEach(each -> script.append("    ")
                .append(quoted(each.name() + ":"
                        + CompletionOption.summary(each.usageMessage().description())))
                .append('\n'));
        script.append("  )\n  _describe command commands\n}\n");
        inner.forEach(this::append);
    }

    /** An option excludes its other names, unless it may be repeated. */
    private void append(CompletionOption option) {
        List<String> names = option.names();
        String rest = (option.hasValue() ? "=" : "")
                + '['
                + escaped(option.summary())
                + ']'
                + (option.hasValue() ? value(option) : "");
        String exclusion = option.repeatable() ? "*" : "(" + String.join(" ", names) + ")";
        for (String name : names) {
            script.append(NEXT).append(quoted(exclusion + name + rest));
        }
    }

    private static String value(CompletionOption option) {
        String action = "";
        if (!option.values().isEmpty()) {
            action = "(" + String.join(" ", option.values()) + ")";
        } else if (option.file()) {
            action = "_files";
        }
        return ":" + escaped(option.label()) + ":" + action;
    }

    private static String function(CommandSpec command) {
        return "_" + command.qualifiedName("_").replace('-', '_');
    }

    /** Escapes what has a meaning in a specification of an argument. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(":", "\\:")
                .replace("[", "\\[")
                .replace("]", "\\]");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
