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
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The program {@code reel}: parses the arguments, runs a command, and converts its result to an exit code. */
public final class Reel {

    /** How long Ctrl-C waits for the response to an order that is being sent. */
    private static final Duration RESULT_TIMEOUT = Duration.ofSeconds(20);

    /** The commands that describe all commands. */
    private static final Set<String> DESCRIBE_ALL = Set.of("completion", "man-page");

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
        if (isVersionRequest(args) && printVersion()) {
            return;
        }
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
        if (isVersionRequest(args)) { // the parser would need longer than all of Java
            context.terminal().data("reel " + Version.number());
            return new FailureReport(context).checkOutput(ExitCodes.OK);
        }
        StringWriter help = new StringWriter();
        if (List.of(args).contains("--json")) {
            context.report().enable();
        }
        if (List.of(args).contains(VerboseOption.NAME)) {
            context.events().enable();
        }
        int code = Stream.of(args).anyMatch(arg -> arg.indexOf(UNREADABLE) >= 0)
                ? new FailureReport(context).usage(UNREADABLE_ARGUMENT)
                : runGuarded(parser(help, args), args);
        if (!help.toString().isEmpty()) {
            context.terminal().data(help.toString().stripTrailing());
        }
        context.report().writeTo(context.terminal());
        return new FailureReport(context).checkOutput(code);
    }

    /** Prints the version without the classes of a command. Returns false if it could not be written. */
    private static boolean printVersion() {
        System.out.println("reel " + Version.number());
        return !System.out.checkError();
    }

    private static boolean isVersionRequest(String... args) {
        return args.length == 1 && args[0].equals("--version");
    }

    /** Catches errors that the parser lets through, because their stack trace could show a key and hide the task. */
    private int runGuarded(CommandLine parser, String... args) {
        try {
            return parser.execute(args);
        } catch (RuntimeException | Error e) {
            return new FailureReport(context).of(e);
        }
    }

    private CommandLine parser(StringWriter help, String... args) {
        ReelCommand root = new ReelCommand();
        CommandLine reel = new CommandLine(root);
        commandsFor(args).forEach((name, command) -> reel.addSubcommand(name, command.get()));
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
                .setExecutionStrategy(parsed -> executeWith(root.providerJars, reel, parsed))
                .setParameterExceptionHandler(this::usageError)
                .setExecutionExceptionHandler((error, command, parsed) -> new FailureReport(context).of(error));
    }

    /** Returns the command that the arguments name, or else all. Creating all takes longer than starting Java. */
    private Map<String, Supplier<CommandLine>> commandsFor(String... args) {
        Map<String, Supplier<CommandLine>> all = commands();
        return args.length > 0 && all.containsKey(args[0]) && !DESCRIBE_ALL.contains(args[0])
                ? Map.of(args[0], all.get(args[0]))
                : all;
    }

    private Map<String, Supplier<CommandLine>> commands() {
        Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
        all.put("text", () -> new CommandLine(new TextToVideoCommand(context)));
        all.put("image", () -> new CommandLine(new ImageToVideoCommand(context)));
        all.put("speech", () -> new CommandLine(new SpeechToVideoCommand(context)));
        all.put("animate", () -> new CommandLine(new AnimateCommand(context)));
        all.put("status", () -> new CommandLine(new StatusCommand(context)));
        all.put("resume", () -> new CommandLine(new ResumeCommand(context)));
        all.put("tasks", () -> new CommandLine(new TasksCommand(context)));
        all.put("spend", () -> new CommandLine(new SpendCommand(context)));
        all.put("resolve", () -> new CommandLine(new ResolveCommand(context)));
        all.put("providers", () -> new CommandLine(new ProvidersCommand(context)));
        all.put("simulator", () -> new CommandLine(new SimulatorCommand(context)));
        all.put("new-provider", () -> new CommandLine(new NewProviderCommand(context)));
        all.put("completion", () -> new CommandLine(new CompletionCommand(context)));
        all.put("man-page", () -> new CommandLine(new ManPageCommand(context)));
        all.put("queue", this::queue);
        return all;
    }

    private CommandLine queue() {
        CommandLine queue = new CommandLine(new QueueCommand());
        QueueCommand.commands(context).forEach(queue::addSubcommand);
        return queue;
    }

    /** Runs the command with the providers in these jars. Help names the keys of all providers found. */
    @SuppressWarnings("try") // closing the jars is all that is done with them
    private static int executeWith(List<Path> jars, CommandLine reel, ParseResult parsed) {
        if (jars.isEmpty()) {
            return execute(reel, parsed);
        }
        try (ProviderJars loaded = ProviderJars.load(jars)) {
            return execute(reel, parsed);
        }
    }

    private static int execute(CommandLine reel, ParseResult parsed) {
        if (parsed.isUsageHelpRequested()) {
            reel.getCommandSpec().usageMessage().footerHeading("%n" + ProviderKeyVariables.sentence() + "%n%n");
        }
        return new RunLast().execute(parsed);
    }

    private static void addHelpOptions(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true).version("reel " + Version.number());
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
