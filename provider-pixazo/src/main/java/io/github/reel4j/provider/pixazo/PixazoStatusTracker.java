package io.github.reel4j.provider.pixazo;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.provider.feign.VendorClient;
import io.vavr.control.Either;
import java.util.Optional;

/** Polls a task at one of 3 Pixazo services; the task's operation decides which one. */
final class PixazoStatusTracker implements StatusTracker {

    private final PixazoApi api;
    private final VendorClient client;
    private final PixazoStatusReader reader;

    PixazoStatusTracker(VendorClient client) {
        this.client = client;
        this.api = client.api(PixazoApi.class);
        this.reader = new PixazoStatusReader(client.failures());
    }

    @Override
    public Either<VideoFailure, TaskStatus> status(TaskRef task) {
        Either<VideoFailure, TaskStatus> status = switch (task.operation()) {
            case TEXT_TO_VIDEO, IMAGE_TO_VIDEO ->
                client.poll(task, deadline -> api.wanStatus(new PixazoApi.WanTask(task.id()), deadline))
                        .flatMap(response -> reader.ofWan(task, response));
            case SPEECH_TO_VIDEO -> // its responses do not name the task, so connections are not shared
                client.poll(deadline -> api.speechStatus(new PixazoApi.SpeechTask(task.id()), deadline))
                        .flatMap(response -> reader.ofSpeech(task, response));
            default ->
                client.poll(task, deadline -> api.animateStatus(new PixazoApi.AnimateTask(task.id()), deadline))
                        .flatMap(response -> reader.ofAnimate(task, response));
        };
        return status.fold(
                failure ->
                        PixazoStatusReader.isInProgress(failure.vendorMessage().orElse(""))
                                ? Either.right(new TaskStatus.Running(Optional.empty()))
                                : Either.left(failure.withTask(task)),
                Either::right);
    }
}
