package io.github.reel4j.cli;

import io.github.reel4j.VideoTask;
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

/** {@code reel resume}. */
@Command(
        name = "resume",
        description = "Waits for a task that was ordered before, and fetches its video. Free of charge.")
final class ResumeCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "REF",
            arity = "0..1",
            description = "The task, as it was printed when it was ordered: reel:1:...")
    Optional<String> ref = Optional.empty();

    @Option(
            names = "--all",
            description =
                    "Resume every unfinished task in the journal, and ask once more about those of the last 7 days that the vendor"
                            + " did not know; -o is a folder then, and 'reel tasks' lists them.")
    boolean all;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where the video goes; TASK.mp4 if not set. A file that is there is left alone: the video is saved"
                            + " as FILE-2 and so on.")
    Optional<Path> output = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30m",
            description = "Longest wait, for example 90s or 30m. The task outlives it. Default: ${DEFAULT-VALUE}.")
    Duration timeout = Duration.ofMinutes(30);

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description =
                    "With --all: take callbacks at 127.0.0.1:PORT, and wait for those about orders of unknown fate."
                            + " Needs the REEL4J_CALLBACK_SECRET of the runs that ordered.")
    Optional<Integer> listen = Optional.empty();

    @Mixin
    JournalOptions journal = new JournalOptions();

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
    boolean json;

    ResumeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (all == ref.isPresent()) {
            throw new ParameterException(spec.commandLine(), "Name one task, or --all.");
        }
        if (listen.isPresent() && !all) {
            throw new ParameterException(
                    spec.commandLine(), "--listen goes with --all: it is for orders of unknown fate.");
        }
        OrderOptions.portViolation(listen).ifPresent(violation -> {
            throw new ParameterException(spec.commandLine(), violation);
        });
        return all ? new ResumeAll(context, journal, timeout, listen, json).run(output) : one(ref.orElseThrow());
    }

    private int one(String text) {
        TaskRef task = TaskArgument.parse(context, text);
        OutputFile file = OutputFile.of(output, OutputFile.NOTHING_ASKED);
        file.taken().ifPresent(context.terminal()::warn);
        context.shutdown().following(task);
        try (ClientSession open =
                ClientFactory.forTask(context, task, timeout, CliJournal.openLenient(context, journal))) {
            context.terminal().note("  " + task.provider() + "  " + task.operation() + "  " + task.id());
            VideoTask generation = open.client().resume(task);
            return new VideoDelivery(context, file, timeout).deliver(generation, "", !json);
        }
    }
}
