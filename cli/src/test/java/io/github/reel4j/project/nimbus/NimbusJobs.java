package io.github.reel4j.project.nimbus;

import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.provider.feign.VendorClient;
import io.vavr.control.Either;

/** Polls and cancels jobs. A finished job needs a second request for its result. */
record NimbusJobs(VendorClient client, NimbusApi api, NimbusStatusReader reader)
        implements StatusTracker, TaskCanceller {

    NimbusJobs(VendorClient client) {
        this(client, client.api(NimbusApi.class), new NimbusStatusReader(client.failures()));
    }

    @Override
    public Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return client.poll(deadline -> api.job(task.id(), deadline))
                .flatMap(response ->
                        NimbusStatusReader.isDone(response.value()) ? result(task) : reader.read(task, response))
                .mapLeft(failure -> failure.withTask(task));
    }

    private Either<VideoFailure, TaskStatus> result(TaskRef task) {
        return client.poll(deadline -> api.result(task.id(), deadline))
                .flatMap(response -> reader.result(task, response));
    }

    @Override
    public Either<VideoFailure, CancelOutcome> cancel(TaskRef task) {
        return client.cancel(task, deadline -> api.stop(task.id(), deadline))
                .map(response -> NimbusRequestMapper.outcome(response.value()));
    }
}
