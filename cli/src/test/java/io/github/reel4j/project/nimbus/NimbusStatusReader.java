package io.github.reel4j.project.nimbus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.LenientJson;
import io.github.reel4j.provider.feign.VendorFailureFactory;
import io.github.reel4j.provider.feign.VendorResponse;
import io.vavr.control.Either;
import java.util.Optional;

/** Converts job responses to task statuses. */
record NimbusStatusReader(VendorFailureFactory failures) {

    private static final int WAITING = 10;
    private static final int RENDERING = 20;
    private static final int DONE = 30;
    private static final int FAILED = 90;
    private static final int STOPPED = 91;

    static boolean isDone(NimbusApi.Ticket ticket) {
        return status(ticket).filter(status -> status == DONE).isPresent();
    }

    Either<VideoFailure, TaskStatus> read(TaskRef task, VendorResponse<NimbusApi.Ticket> response) {
        NimbusApi.Ticket.Job job = response.value().job();
        if (job == null || !task.id().equals(response.value().number())) {
            return Either.left(failures.pollFailure(
                    FailureKind.UNEXPECTED_RESPONSE, "the response from nimbus is not about this job", task, response));
        }
        int status = status(response.value()).orElse(0);
        return switch (status) {
            case WAITING -> Either.right(new TaskStatus.Queued());
            case RENDERING -> Either.right(new TaskStatus.Running(Optional.empty()));
            case FAILED -> Either.right(new TaskStatus.Failed(failures.generationFailed(task, response)));
            case STOPPED -> Either.right(new TaskStatus.Cancelled(failures.cancelled(task, response)));
            default -> Either.right(new TaskStatus.Unrecognized(failures.redact(status + says(job))));
        };
    }

    Either<VideoFailure, TaskStatus> result(TaskRef task, VendorResponse<NimbusApi.Result> response) {
        JsonNode clips = response.value().clips();
        return LenientJson.url(clips == null ? null : clips.at("/0/at/href").textValue())
                .<Either<VideoFailure, TaskStatus>>map(url -> Either.right(new TaskStatus.Succeeded(
                        GeneratedVideo.builder().task(task).url(url).build())))
                .orElseGet(() -> Either.left(failures.pollFailure(
                        FailureKind.NO_RESULT, "nimbus says done, but its result has no usable URL", task, response)));
    }

    private static String says(NimbusApi.Ticket.Job job) {
        return Optional.ofNullable(job.progress())
                .map(NimbusApi.Ticket.Progress::says)
                .map(text -> " " + text)
                .orElse("");
    }

    private static Optional<Integer> status(NimbusApi.Ticket ticket) {
        return Optional.ofNullable(ticket.job())
                .map(NimbusApi.Ticket.Job::progress)
                .map(NimbusApi.Ticket.Progress::status);
    }
}
