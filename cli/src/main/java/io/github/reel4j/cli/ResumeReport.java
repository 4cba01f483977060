package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reports for each of several tasks how the task ended. Used by one thread; another one may print the JSON. */
final class ResumeReport {

    private final CliContext context;
    private final boolean json;
    private final Queue<Map<String, Object>> results = new ConcurrentLinkedQueue<>();
    private int code = ExitCodes.OK;

    ResumeReport(CliContext context, boolean json) {
        this.context = context;
        this.json = json;
        context.report().put("tasks", results);
    }

    /** Returns the exit code of the first failure, or 0. */
    int code() {
        return code;
    }

    /** Sets the exit code, unless an earlier failure has set it. */
    void fail(int exitCode) {
        code = code == ExitCodes.OK ? exitCode : code;
    }

    /** @param files the videos of the task, at least 1 */
    void downloaded(TaskRef task, List<Path> files) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("task", task.toString());
        result.put("state", "downloaded");
        result.put("file", files.get(0).toString());
        if (files.size() > 1) {
            result.put("files", files.stream().map(Path::toString).toList());
        }
        results.add(result);
        for (Path file : files) {
            context.terminal().note("  " + context.terminal().symbol("\u2714", "done") + " " + file);
            if (!json) {
                context.terminal().data(file.toString());
            }
        }
    }

    void failed(TaskRef task, Throwable error) {
        if (error instanceof VideoException video) {
            failed(task, video.failure());
        } else if (error instanceof CliException failure) {
            notDownloaded(task, failure.exitCode(), failure.kind(), String.valueOf(failure.getMessage()));
        } else {
            notDownloaded(
                    task,
                    ExitCodes.BUG,
                    "BUG",
                    "BUG  " + error.getClass().getName() + ". Please report this line to the reel4j project."
                            + "\n  The task is kept: reel resume " + task);
        }
    }

    private void notDownloaded(TaskRef task, int exitCode, String kind, String text) {
        put(task, "not-downloaded", JsonFields.failure(kind, text, BillingStatus.BILLED, Retryability.NEVER));
        context.terminal().note(text);
        fail(exitCode);
    }

    private void failed(TaskRef task, VideoFailure failure) {
        context.terminal().note(put(task, failure));
        fail(ExitCodes.of(failure.kind()));
    }

    /** Reports a task that an earlier run did not find either. That is no failure of this run. */
    void stillNotFound(TaskRef task, VideoFailure failure) {
        String unused = put(task, failure);
        context.terminal().note("  " + task.provider() + " was polled again and still does not know " + task);
    }

    private String put(TaskRef task, VideoFailure failure) {
        String text = String.valueOf(new VideoException(failure.withTask(task)).getMessage());
        put(task, FailureReport.state(failure.kind(), true), JsonFields.failure(failure, text));
        return text;
    }

    private void put(TaskRef task, String state, Map<String, Object> failure) {
        results.add(Map.of("task", task.toString(), "state", state, "failure", failure));
    }
}
