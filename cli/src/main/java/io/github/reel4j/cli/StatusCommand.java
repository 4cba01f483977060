package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.port.OrderJournal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code reel status}: polls a task once and prints its status. */
@Command(
        name = "status",
        description = {
            "Polls a task once.",
            "Prints queued, running, succeeded, failed or cancelled.",
            "After succeeded, the URL of the video is on a second line.",
            "A failed or cancelled task exits with code 6."
        })
final class StatusCommand implements Callable<Integer> {

    private final CliContext context;

    @Parameters(paramLabel = "REF", description = "Reference of the task, as printed when it was ordered: reel:1:...")
    String ref = "";

    @Option(names = "--json", description = "Print 1 JSON object on stdout, also on failure. Default: text.")
    boolean json;

    @Mixin
    TlsOptions tls = new TlsOptions();

    @Mixin
    VerboseOption verbose = new VerboseOption();

    StatusCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        TaskRef task = TaskArgument.parse(context, ref);
        try (ClientWithSimulators session =
                ClientFactory.forTask(tls.applyTo(context), task, Duration.ofMinutes(1), OrderJournal.none())) {
            return show(session.client().status(task));
        }
    }

    private int show(TaskStatus status) {
        String state = status instanceof TaskStatus.Unrecognized ? "running" : status.id();
        context.report().put("state", state);
        if (!json) {
            context.terminal().data(state);
        }
        if (status instanceof TaskStatus.Succeeded succeeded) {
            JsonFields.video(context.report(), succeeded.video());
            if (!json) {
                succeeded
                        .video()
                        .withOthers()
                        .forEach(video -> context.terminal().data(video.url().toString()));
            }
        } else if (status instanceof TaskStatus.Unrecognized unknown) {
            context.report().put("vendor_status", unknown.status());
            context.terminal()
                    .warn("the vendor's status \"" + unknown.status() + "\" is undocumented; treated as running.");
        } else if (status instanceof TaskStatus.Failed failed) {
            throw new VideoException(failed.failure());
        } else if (status instanceof TaskStatus.Cancelled cancelled) {
            throw new VideoException(cancelled.failure());
        } else if (status instanceof TaskStatus.Queued queued) {
            queued.position().ifPresent(position -> {
                context.report().put("queue_position", position);
                context.terminal().note("tasks before this one in the vendor's queue: " + position);
            });
        }
        return ExitCodes.OK;
    }
}
