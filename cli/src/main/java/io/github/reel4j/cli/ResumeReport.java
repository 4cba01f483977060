package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tells how each of many tasks ended, as soon as it has. Used by one thread; the JSON may be printed by another. */
final class ResumeReport {

    private final CliContext context;
    private final boolean json;
    private final Queue<Map<String, Object>> reported = new ConcurrentLinkedQueue<>();
    private int code = ExitCodes.OK;

    ResumeReport(CliContext context, boolean json) {
        this.context = context;
        this.json = json;
        context.report().put("tasks", reported);
    }

    /** Of the first trouble. */
    int code() {
        return code;
    }

    void fail(int exitCode) {
        code = code == ExitCodes.OK ? exitCode : code;
    }

    void delivered(TaskRef task, Path file) {
        reported.add(Map.of("task", task.toString(), "state", "succeeded", "file", file.toString()));
        context.terminal().note("  " + context.terminal().symbol("\u2714", "done") + " " + file);
        if (!json) {
            context.terminal().data(file.toString());
        }
    }

    /** Whatever it is, the others are fetched all the same. */
    void failed(TaskRef task, Throwable problem) {
        if (problem instanceof VideoException video) {
            failed(task, video.failure());
        } else {
            int exitCode = problem instanceof CliException failure ? failure.exitCode() : ExitCodes.BUG;
            String why = problem instanceof CliException
                    ? String.valueOf(problem.getMessage())
                    : "BUG  " + problem.getClass().getName() + ". Please report this line to the reel4j project."
                            + "\n  The task is kept: reel resume " + task;
            reported.add(Map.of("task", task.toString(), "state", "undelivered", "error", why));
            context.terminal().note(why);
            fail(exitCode);
        }
    }

    private void failed(TaskRef task, VideoFailure failure) {
        String text = put(task, failure);
        context.terminal().note(text);
        fail(ExitCodes.of(failure.kind()));
    }

    /** That is known since an earlier run, and no trouble of this one. */
    void stillNotFound(TaskRef task, VideoFailure failure) {
        String unused = put(task, failure);
        context.terminal().note("  " + task.provider() + " was asked once more and does not know " + task);
    }

    private String put(TaskRef task, VideoFailure failure) {
        String text = String.valueOf(new VideoException(failure.withTask(task)).getMessage());
        reported.add(Map.of(
                "task", task.toString(), "state", failure.kind().name(), "error", JsonFields.failure(failure, text)));
        return text;
    }
}
