package io.github.reel4j.cli;

import io.github.reel4j.model.Money;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.spi.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The program {@code reel}. One place turns arguments into a command, and whatever ends it into an exit code. */
public final class Reel {

    /** How long Ctrl-C waits for the answer to an order that is on its way. */
    private static final Duration RESULT_TIMEOUT = Duration.ofSeconds(20);

    private static final char UNREADABLE = '\ufffd';
    private static final String UNREADABLE_ARGUMENT =
            "USAGE  an argument has characters that this locale cannot read, so it would be ordered garbled."
                    + "\n  Set LC_ALL=C.UTF-8 and try again. Nothing was ordered, nothing was billed.";

    private final CliContext context;

    private Reel(CliContext context) {
        this.context = context;
    }

    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess();
        CliContext context =
                new CliContext(Settings.ofProcess(), terminal, PollInterval.VENDOR, PollInterval.SIMULATOR);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> context.shutdown().report(terminal, context.report(), RESULT_TIMEOUT),
                        "reel-interrupted"));
        int code = run(args, context);
        context.shutdown().finish();
        System.exit(code);
    }

    /** Runs one command and answers its exit code; the process lives on. */
    static int run(String[] args, Settings settings, Terminal terminal) {
        return run(args, new CliContext(settings, terminal, PollInterval.VENDOR, PollInterval.SIMULATOR));
    }

    static int run(String[] args, CliContext context) {
        return new Reel(context).execute(args);
    }

    private int execute(String... args) {
        StringWriter help = new StringWriter();
        if (List.of(args).contains("--json")) {
            context.report().enable();
        }
        int code = Stream.of(args).anyMatch(arg -> arg.indexOf(UNREADABLE) >= 0)
                ? new FailureReport(context).usage(UNREADABLE_ARGUMENT)
                : runGuarded(parser(help), args);
        if (!help.toString().isEmpty()) {
            context.terminal().data(help.toString().stripTrailing());
        }
        context.report().writeTo(context.terminal());
        return new FailureReport(context).told(code);
    }

    /** The parser lets errors pass; a stack trace could show a key, and would hide the way back to a task. */
    private int runGuarded(CommandLine parser, String... args) {
        try {
            return parser.execute(args);
        } catch (RuntimeException | Error e) {
            return new FailureReport(context).of(e);
        }
    }

    private CommandLine parser(StringWriter help) {
        CommandLine reel = new CommandLine(new ReelCommand());
        List<Callable<Integer>> commands = List.of(
                new TextCommand(context),
                new ImageCommand(context),
                new SpeechCommand(context),
                new AnimateCommand(context),
                new StatusCommand(context),
                new ResumeCommand(context),
                new TasksCommand(context),
                new ResolveCommand(context),
                new ProvidersCommand(context),
                new SimulatorCommand(context),
                new NewProviderCommand(context),
                new CompletionCommand(context));
        commands.forEach(reel::addSubcommand);
        reel.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        reel.getSubcommands()
                .values()
                .forEach(each ->
                        each.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version()));
        reel.registerConverter(Resolution.class, reading(Resolution::of))
                .registerConverter(Money.class, reading(Money::parse))
                .registerConverter(ProviderId.class, reading(ProviderId::of))
                .registerConverter(Duration.class, reading(Formats::parseDuration));
        return reel.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(28)
                .setUsageHelpWidth(110)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(help, true))
                .setParameterExceptionHandler(this::usageError)
                .setExecutionExceptionHandler((problem, command, parsed) -> new FailureReport(context).of(problem));
    }

    private int usageError(ParameterException problem, String[] args) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        return new FailureReport(context).usage(problem.getMessage() + "\n  See: " + command + " --help");
    }

    private static <T> ITypeConverter<T> reading(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }
}
