package io.github.reel4j.cli;

import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.spi.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The program {@code reel}: parses the arguments, runs a command, and converts its result to an exit code. */
public final class Reel {

    /** How long Ctrl-C waits for the response to an order that is being sent. */
    private static final Duration RESULT_TIMEOUT = Duration.ofSeconds(20);

    private static final char UNREADABLE = '\ufffd';
    private static final String UNREADABLE_ARGUMENT =
            "USAGE  an argument has characters that this locale cannot decode, so it would be sent garbled."
                    + "\n  Set LC_ALL=C.UTF-8 and try again. Nothing was ordered, nothing was billed.";

    private final CliContext context;

    private Reel(CliContext context) {
        this.context = context;
    }

    /** Runs one command and exits the JVM with its exit code. */
    public static void main(String[] args) {
        TerminalStreams terminal = TerminalStreams.ofProcess();
        CliContext context =
                new CliContext(Settings.ofProcess(), terminal, PollIntervalRange.VENDOR, PollIntervalRange.SIMULATOR);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> context.shutdown().report(terminal, context.report(), RESULT_TIMEOUT),
                        "reel-interrupted"));
        int code = run(args, context);
        context.shutdown().finish();
        System.exit(code);
    }

    /** Runs one command and returns its exit code, without exiting the JVM. */
    static int run(String[] args, Settings settings, TerminalStreams terminal) {
        return run(args, new CliContext(settings, terminal, PollIntervalRange.VENDOR, PollIntervalRange.SIMULATOR));
    }

    static int run(String[] args, CliContext context) {
        return new Reel(context).execute(args);
    }

    private int execute(String... args) {
        StringWriter help = new StringWriter();
        if (List.of(args).contains("--json")) {
            context.report().enable();
        }
        if (List.of(args).contains(VerboseOption.NAME)) {
            context.events().enable();
        }
        int code = Stream.of(args).anyMatch(arg -> arg.indexOf(UNREADABLE) >= 0)
                ? new FailureReport(context).usage(UNREADABLE_ARGUMENT)
                : runGuarded(parser(help), args);
        if (!help.toString().isEmpty()) {
            context.terminal().data(help.toString().stripTrailing());
        }
        context.report().writeTo(context.terminal());
        return new FailureReport(context).checkOutput(code);
    }

    /** Catches errors that the parser lets through, because their stack trace could show a key and hide the task. */
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
                new TextToVideoCommand(context),
                new ImageToVideoCommand(context),
                new SpeechToVideoCommand(context),
                new AnimateCommand(context),
                new StatusCommand(context),
                new ResumeCommand(context),
                new TasksCommand(context),
                new SpendCommand(context),
                new ResolveCommand(context),
                new ProvidersCommand(context),
                new SimulatorCommand(context),
                new NewProviderCommand(context),
                new CompletionCommand(context));
        commands.forEach(reel::addSubcommand);
        CommandLine queue = new CommandLine(new QueueCommand());
        QueueCommand.commands(context).forEach(queue::addSubcommand);
        reel.addSubcommand(queue);
        addHelpOptions(reel);
        reel.registerConverter(Resolution.class, converter(Resolution::of))
                .registerConverter(AspectRatio.class, converter(AspectRatio::of))
                .registerConverter(Operation.class, converter(Reel::operation))
                .registerConverter(Money.class, converter(Money::parse))
                .registerConverter(SpendLimit.class, converter(SpendLimitParser::parse))
                .registerConverter(ProviderId.class, converter(ProviderId::of))
                .registerConverter(OrderKey.class, converter(OrderKey::of))
                .registerConverter(Duration.class, converter(DurationAndSizeFormat::parseDuration));
        return reel.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(28)
                .setUsageHelpWidth(110)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(help, true))
                .setParameterExceptionHandler(this::usageError)
                .setExecutionExceptionHandler((error, command, parsed) -> new FailureReport(context).of(error));
    }

    private static void addHelpOptions(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        command.getSubcommands().values().forEach(Reel::addHelpOptions);
    }

    private int usageError(ParameterException error, String[] args) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        // A URL of a database that was not expected here may have a password.
        String message = DatabaseUrl.redact(String.valueOf(error.getMessage()));
        return new FailureReport(context).usage(message + "\n  See: " + command + " --help");
    }

    private static Operation operation(String text) {
        return Operation.fromId(text.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not an operation. Allowed: " + Operation.allIds() + "."));
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }
}
