package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.provider.feign.VendorClient;
import io.vavr.control.Either;

/** Polls the status of a task at DashScope once. */
final class DashscopeStatusTracker implements StatusTracker {

    private final DashscopeApi api;
    private final VendorClient client;
    private final DashscopeStatusReader reader;

    DashscopeStatusTracker(VendorClient client) {
        this.client = client;
        this.api = client.api(DashscopeApi.class);
        this.reader = new DashscopeStatusReader(client.failures());
    }

    @Override
    public Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return client.poll(task, deadline -> api.status(task.id(), deadline))
                .flatMap(response -> reader.read(task, response))
                .mapLeft(failure -> failure.withTask(task));
    }
}
