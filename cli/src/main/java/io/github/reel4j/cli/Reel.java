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
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(20);

    private static final char UNREADABLE = '\ufffd';
    private static final String UNREADABLE_ARGUMENT =
            "USAGE  an argument has characters that this locale cannot read, so it would be ordered garbled."
                    + "\n  Set LC_ALL=C.UTF-8 and try again. Nothing was ordered, nothing was billed.";

    private final Session session;

    private Reel(Session session) {
        this.session = session;
    }

    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess();
        Session session = new Session(Settings.ofProcess(), terminal, Pace.VENDOR, Pace.SIMULATOR);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> session.interruption().tell(terminal, session.report(), ANSWER_PATIENCE),
                        "reel-interrupted"));
        int code = run(args, session);
        session.interruption().over();
        System.exit(code);
    }

    /** Runs one command and answers its exit code; the process lives on. */
    static int run(String[] args, Settings settings, Terminal terminal) {
        return run(args, new Session(settings, terminal, Pace.VENDOR, Pace.SIMULATOR));
    }

    static int run(String[] args, Session session) {
        return new Reel(session).execute(args);
    }

    private int execute(String... args) {
        StringWriter help = new StringWriter();
        if (List.of(args).contains("--json")) {
            session.report().want();
        }
        int code = Stream.of(args).anyMatch(arg -> arg.indexOf(UNREADABLE) >= 0)
                ? new FailureReport(session).usage(UNREADABLE_ARGUMENT)
                : guarded(parser(help), args);
        if (!help.toString().isEmpty()) {
            session.terminal().data(help.toString().stripTrailing());
        }
        session.report().print(session.terminal());
        return new FailureReport(session).told(code);
    }

    /** The parser lets errors pass; a stack trace could show a key, and would hide the way back to a task. */
    private int guarded(CommandLine parser, String... args) {
        try {
            return parser.execute(args);
        } catch (RuntimeException | Error e) {
            return new FailureReport(session).of(e);
        }
    }

    private CommandLine parser(StringWriter help) {
        CommandLine reel = new CommandLine(new ReelCommand());
        List<Callable<Integer>> commands = List.of(
                new TextCommand(session),
                new ImageCommand(session),
                new SpeechCommand(session),
                new AnimateCommand(session),
                new StatusCommand(session),
                new ResumeCommand(session),
                new TasksCommand(session),
                new SettleCommand(session),
                new ProvidersCommand(session),
                new SimulatorCommand(session),
                new NewProviderCommand(session),
                new CompletionCommand(session));
        commands.forEach(reel::addSubcommand);
        reel.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        reel.getSubcommands()
                .values()
                .forEach(each ->
                        each.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version()));
        reel.registerConverter(Resolution.class, reading(Resolution::of))
                .registerConverter(Money.class, reading(Money::parse))
                .registerConverter(ProviderId.class, reading(ProviderId::of))
                .registerConverter(Duration.class, reading(Figures::span));
        return reel.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(28)
                .setUsageHelpWidth(110)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(help, true))
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler((problem, command, parsed) -> new FailureReport(session).of(problem));
    }

    private int misused(ParameterException problem, String[] args) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        return new FailureReport(session).usage(problem.getMessage() + "\n  See: " + command + " --help");
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
