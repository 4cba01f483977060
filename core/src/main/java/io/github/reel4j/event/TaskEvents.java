package io.github.reel4j.event;

import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.OrderContext;
import io.github.reel4j.model.RedactedFailure;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskState;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Publishes the events of tasks: polls and downloads. Never throws. Thread-safe. */
@Singleton
public final class TaskEvents {

    private final EventPublisher publisher;

    @Inject
    public TaskEvents(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Returns whether there are listeners. Callers check it before they create something for an event. */
    public boolean isActive() {
        return publisher.isActive();
    }

    /** Returns the time at which something starts; 0 without listeners. */
    public long start() {
        return publisher.start();
    }

    /**
     * A poll of a tracked task.
     *
     * @param task the task
     * @param polls the number of polls so far, including this one
     * @param start the value of {@link #start} before the poll
     * @param previous the last status before this poll
     * @param result of the poll
     */
    public record Poll(
            TaskRef task,
            int polls,
            long start,
            Optional<TaskStatus> previous,
            Either<VideoFailure, TaskStatus> result) {}

    /**
     * Publishes a poll, the change of status that it shows, and the end of the task.
     *
     * @param age the time since the vendor accepted the task
     * @param end empty if the task has not ended
     */
    public void polled(Poll poll, Duration age, Optional<? extends Either<VideoFailure, ?>> end) {
        if (isActive()) {
            publisher.publishAll(at -> events(at, poll, age, end));
        }
    }

    /** Publishes a single status request. */
    public void statusReceived(TaskRef task, long start, Either<VideoFailure, TaskStatus> result) {
        if (publisher.publishes(ClientEvent.PollFinished.class)) {
            publisher.publish(at ->
                    finished(at, publisher.orders().of(task), new Poll(task, 1, start, Optional.empty(), result)));
        }
    }

    /** Publishes that a download starts. */
    public void downloadStarted(TaskRef task) {
        if (isActive()) {
            publisher.publish(
                    at -> new ClientEvent.DownloadStarted(at, publisher.orders().of(task)));
        }
    }

    /**
     * Publishes how much of a video was downloaded.
     *
     * @param bytes the number of bytes so far
     * @param total the size of the video in bytes; empty if it is not known
     */
    public void downloadProgress(TaskRef task, long bytes, OptionalLong total) {
        if (publisher.publishes(ClientEvent.BytesReceived.class)) {
            publisher.publish(
                    at -> new ClientEvent.BytesReceived(at, publisher.orders().of(task), bytes, total));
        }
    }

    /**
     * Publishes the result of a download.
     *
     * @param start the value of {@link #start} before the download
     * @param result the number of bytes; empty if it is not known
     */
    public void downloadFinished(TaskRef task, long start, Either<VideoFailure, OptionalLong> result) {
        if (isActive()) {
            publisher.publish(at -> new ClientEvent.DownloadFinished(
                    at,
                    publisher.orders().of(task),
                    publisher.since(start),
                    result.getOrElse(OptionalLong.empty()),
                    OrderEvents.summary(result)));
        }
    }

    /** Publishes that a wait has returned a link that has expired. */
    public void linkExpired(TaskRef task, Instant expiredAt) {
        if (publisher.publishes(ClientEvent.LinkExpired.class)) {
            publisher.publish(
                    at -> new ClientEvent.LinkExpired(at, publisher.orders().of(task), expiredAt));
        }
    }

    private List<ClientEvent> events(
            Instant at, Poll poll, Duration age, Optional<? extends Either<VideoFailure, ?>> end) {
        OrderContext order = publisher.orders().of(poll.task());
        List<ClientEvent> events = new ArrayList<>(3);
        if (publisher.publishes(ClientEvent.PollFinished.class)) {
            events.add(finished(at, order, poll));
        }
        Optional<TaskState> previous = poll.previous().map(TaskState::of);
        poll.result()
                .toJavaOptional()
                .map(TaskState::of)
                .filter(state -> !previous.equals(Optional.of(state)))
                .ifPresent(state -> events.add(new ClientEvent.StatusChanged(at, order, previous, state)));
        end.ifPresent(how -> events.add(new ClientEvent.TaskFinished(at, order, age, OrderEvents.summary(how))));
        return events;
    }

    private ClientEvent finished(Instant at, OrderContext order, Poll poll) {
        Optional<RedactedFailure> failure = OrderEvents.summary(poll.result());
        return new ClientEvent.PollFinished(
                at,
                order,
                poll.polls(),
                publisher.since(poll.start()),
                poll.result().map(TaskState::of).toJavaOptional(),
                failure);
    }
}
