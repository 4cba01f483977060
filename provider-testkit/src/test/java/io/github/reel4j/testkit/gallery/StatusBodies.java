package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import java.net.URI;
import java.util.function.UnaryOperator;

/** Changes parts of statuses. */
final class StatusBodies {

    private StatusBodies() {}

    /** Returns the status for another task. */
    static TaskStatus about(TaskStatus status, TaskRef task) {
        return cancelled(
                failed(
                        video(
                                status,
                                video -> GeneratedVideo.builder()
                                        .from(video)
                                        .task(task)
                                        .build()),
                        failure -> failure.withTask(task)),
                failure -> failure.withTask(task));
    }

    static TaskStatus at(TaskStatus status, URI address) {
        return video(
                status,
                video -> GeneratedVideo.builder().from(video).url(address).build());
    }

    static TaskStatus video(TaskStatus status, UnaryOperator<GeneratedVideo> exchange) {
        return status instanceof TaskStatus.Succeeded succeeded
                ? new TaskStatus.Succeeded(exchange.apply(succeeded.video()))
                : status;
    }

    static TaskStatus cancelled(TaskStatus status, UnaryOperator<VideoFailure> exchange) {
        return status instanceof TaskStatus.Cancelled cancelled
                ? new TaskStatus.Cancelled(exchange.apply(cancelled.failure()))
                : status;
    }

    static TaskStatus failed(TaskStatus status, UnaryOperator<VideoFailure> exchange) {
        return status instanceof TaskStatus.Failed failed
                ? new TaskStatus.Failed(exchange.apply(failed.failure()))
                : status;
    }
}
