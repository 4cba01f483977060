package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.provider.feign.VendorConnection;
import io.vavr.control.Either;

/** Asks for statuses. */
final class ApixoStatusTracker implements StatusTracker {

    private final ApixoApi api;
    private final VendorConnection connection;
    private final ApixoStatusReader reader;

    ApixoStatusTracker(VendorConnection connection) {
        this.connection = connection;
        this.api = connection.api(ApixoApi.class);
        this.reader = new ApixoStatusReader(connection.failures());
    }

    @Override
    public Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return connection
                .poll(task, deadline -> api.status(task.id(), deadline))
                .flatMap(reply -> reader.read(task, reply))
                .mapLeft(failure -> failure.withTask(task));
    }
}
