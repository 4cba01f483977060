package io.github.reel4j.provider.fal;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.provider.feign.VendorClient;
import io.vavr.control.Either;

/** Polls a task once. COMPLETED only means that the task has ended, so its result is fetched with a second request. */
final class FalStatusTracker implements StatusTracker {

    private final FalApi api;
    private final VendorClient client;
    private final FalStatusReader reader;

    FalStatusTracker(VendorClient client) {
        this.client = client;
        this.api = client.api(FalApi.class);
        this.reader = new FalStatusReader(client.failures());
    }

    @Override
    public Either<VideoFailure, TaskStatus> status(TaskRef task) {
        FalApp app = FalApp.of(task);
        return client.poll(task, deadline -> api.status(app.owner(), app.name(), task.id(), deadline))
                .flatMap(response -> reader.read(task, response))
                .flatMap(status -> status.<Either<VideoFailure, TaskStatus>>map(Either::right)
                        .orElseGet(() -> result(app, task)))
                .mapLeft(failure -> failure.withTask(task));
    }

    private Either<VideoFailure, TaskStatus> result(FalApp app, TaskRef task) {
        return client.poll(
                deadline -> api.result(app.owner(), app.name(), task.id(), deadline),
                response -> reader.result(task, response),
                error -> reader.error(task, error));
    }
}
