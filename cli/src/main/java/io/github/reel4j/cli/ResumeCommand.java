package io.github.reel4j.cli;

import io.github.reel4j.model.TaskRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code reel resume}: waits for a task and downloads its video. */
@Command(
        name = "resume",
        description = "Waits for a task that was ordered before, and downloads its video. Free of charge.")
final class ResumeCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "REF",
            arity = "0..1",
            description = "Reference of the task, as printed when it was ordered: reel:1:...")
    Optional<String> ref = Optional.empty();

    @Option(
            names = "--all",
            description = "Resume all unfinished tasks of the journal, and poll again those of the last 7 days that the"
                    + " vendor did not find. -o is then a folder. 'reel tasks' lists the tasks.")
    boolean all;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "File for the video, or with --all the folder. An existing file is never overwritten; the"
                    + " video is saved as FILE-2 and so on. Default: TASK.mp4 in the current folder.")
    Optional<Path> output = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30m",
            description = "Longest wait for the video: a number with ms, s, m or h, for example 90s. The task continues"
                    + " after the timeout. Default: ${DEFAULT-VALUE}.")
    Duration timeout = Duration.ofMinutes(30);

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = "With --all: listen on 127.0.0.1:PORT for callbacks about orders with an unknown outcome; 1"
                    + " to 65535, or 0 for any free port. Needs the REEL4J_CALLBACK_SECRET of the runs that ordered."
                    + " Default: do not listen.")
    Optional<Integer> listen = Optional.empty();

    @Mixin
    JournalOptions journal = new JournalOptions();

    @Mixin
    TlsOptions tls = new TlsOptions();

    @Mixin
    VerboseOption verbose = new VerboseOption();

    @Option(names = "--json", description = "Print 1 JSON object on stdout, also on failure. Default: text.")
    boolean json;

    ResumeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (all == ref.isPresent()) {
            throw new ParameterException(spec.commandLine(), "Set either one task or --all.");
        }
        if (listen.isPresent() && !all) {
            throw new ParameterException(
                    spec.commandLine(), "--listen needs --all: it is for orders with an unknown outcome.");
        }
        OrderOptions.portViolation("--listen", listen).ifPresent(violation -> {
            throw new ParameterException(spec.commandLine(), violation);
        });
        return all
                ? new ResumeAll(tls.applyTo(context), journal, timeout, listen, json).run(output)
                : one(ref.orElseThrow());
    }

    private int one(String text) {
        TaskRef task = TaskArgument.parse(context, text);
        OutputFile file = OutputFile.of(output, OutputFile.NOTHING_POLLED);
        file.existsWarning().ifPresent(context.terminal()::warn);
        context.shutdown().resuming(task);
        try (ClientWithSimulators session =
                ClientFactory.forTask(tls.applyTo(context), task, timeout, CliJournal.openLenient(context, journal))) {
            context.terminal().note("  " + task.provider() + "  " + task.operation() + "  " + task.id());
            return new TaskResultDownloader(context, file, timeout)
                    .deliver(session.client().resume(task), "", !json);
        }
    }
}
