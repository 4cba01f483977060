package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.port.OrderJournal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reel status}. */
@Command(
        name = "status",
        description = {
            "Asks once how a task is doing.",
            "Prints queued, running, succeeded or failed; after succeeded, the video's address on a second line.",
            "A task that the vendor gave up ends with exit code 6."
        })
final class StatusCommand implements Callable<Integer> {

    private final CliContext context;

    @Parameters(paramLabel = "REF", description = "The task, as it was printed when it was ordered: reel:1:...")
    String ref = "";

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
    boolean json;

    StatusCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        TaskRef task = TaskArgument.parse(context, ref);
        try (ClientSession open = ClientFactory.forTask(context, task, Duration.ofMinutes(1), OrderJournal.none())) {
            return show(open.client().status(task));
        }
    }

    private int show(TaskStatus status) {
        String word = status instanceof TaskStatus.Unrecognized ? "running" : status.id();
        context.report().put("state", word);
        if (!json) {
            context.terminal().data(word);
        }
        if (status instanceof TaskStatus.Succeeded succeeded) {
            JsonFields.video(context.report(), succeeded.video());
            if (!json) {
                context.terminal().data(succeeded.video().url().toString());
            }
        } else if (status instanceof TaskStatus.Unrecognized unknown) {
            context.report().put("vendor_status", unknown.status());
            context.terminal()
                    .warn("the vendor says \"" + unknown.status()
                            + "\", which no document explains; taken as running.");
        } else if (status instanceof TaskStatus.Failed failed) {
            throw new VideoException(failed.failure());
        }
        return ExitCodes.OK;
    }
}
