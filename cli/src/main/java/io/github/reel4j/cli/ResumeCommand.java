package io.github.reel4j.cli;

import io.github.reel4j.Generation;
import io.github.reel4j.model.TaskRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reel resume}. */
@Command(
        name = "resume",
        description = "Waits for a task that was ordered before, and fetches its video. Free of charge.")
final class ResumeCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "REF", description = "The task, as it was printed when it was ordered: reel:1:...")
    String ref = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the video goes; TASK.mp4 if not set. An existing file is kept as FILE.1 and so on.")
    Optional<Path> output = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30m",
            description = "Longest wait, for example 90s or 30m. The task outlives it. Default: ${DEFAULT-VALUE}.")
    Duration timeout = Duration.ofMinutes(30);

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
    boolean json;

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TaskRef task = TaskArgument.parse(session, ref);
        OutputFile file = OutputFile.of(output);
        session.interruption().following(task);
        try (OpenClient open = OrderDesk.forTask(session, task, timeout)) {
            session.terminal().note("  " + task.provider() + "  " + task.operation() + "  " + task.id());
            Generation generation = open.client().resume(task);
            return new Delivery(session, file, timeout).deliver(generation, "", !json);
        }
    }
}
