package io.github.reel4j.house.nimbus;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.provider.feign.VendorConnection;
import io.vavr.control.Either;

/** Asks for a job, and for its result once there is one. */
final class NimbusStatusTracker implements StatusTracker {

    private final VendorConnection connection;
    private final NimbusApi api;
    private final NimbusStatusReader reader;

    NimbusStatusTracker(VendorConnection connection) {
        this.connection = connection;
        this.api = connection.api(NimbusApi.class);
        this.reader = new NimbusStatusReader(connection.failures());
    }

    @Override
    public Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return connection
                .poll(deadline -> api.job(task.id(), deadline))
                .flatMap(reply -> NimbusStatusReader.isDone(reply.value()) ? result(task) : reader.read(task, reply))
                .mapLeft(failure -> failure.withTask(task));
    }

    private Either<VideoFailure, TaskStatus> result(TaskRef task) {
        return connection
                .poll(deadline -> api.result(task.id(), deadline))
                .flatMap(reply -> reader.result(task, reply));
    }
}
