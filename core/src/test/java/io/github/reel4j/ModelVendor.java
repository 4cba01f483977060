package io.github.reel4j;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.CancelOutcome.Effect;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** A vendor with random responses and faults, which knows what is billed. */
final class ModelVendor {

    private static final List<FailureKind> REJECTIONS = List.of(
            FailureKind.INVALID_REQUEST,
            FailureKind.AUTHENTICATION,
            FailureKind.FORBIDDEN,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.INCOMPATIBLE);
    private static final List<FailureKind> FAILURES = List.of(
            FailureKind.UNAVAILABLE,
            FailureKind.UNREACHABLE,
            FailureKind.UNEXPECTED_RESPONSE,
            FailureKind.RATE_LIMITED,
            FailureKind.FORBIDDEN);

    /** The billed tasks. */
    static final class Job {
        final String id;
        final String prompt;
        final String digest;
        final String callback;
        boolean succeeds;
        boolean forgotten;
        int pollsLeft;

        Job(String id, ResolvedRequest request, Random random) {
            this.id = id;
            this.prompt = request.get(Field.PROMPT).orElseThrow();
            this.digest = request.fingerprint();
            this.callback = request.callback().map(URI::getPath).orElseThrow();
            this.succeeds = random.nextInt(5) > 0;
            this.pollsLeft = random.nextInt(6);
        }

        boolean isFinished() {
            return pollsLeft <= 0;
        }

        boolean isMade() {
            return isFinished() && succeeds;
        }

        boolean isAborted() {
            return isFinished() && !succeeds;
        }
    }

    private final Random random;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private int sends;

    ModelVendor(Random random) {
        this.random = random;
    }

    synchronized List<Job> jobs() {
        return List.copyOf(jobs.values());
    }

    synchronized Job job(String id) {
        return Optional.ofNullable(jobs.get(id))
                .orElseThrow(() -> new AssertionError("the vendor has no task " + id + " and never had one"));
    }

    synchronized boolean has(String digest) {
        return jobs.values().stream().anyMatch(job -> job.digest.equals(digest));
    }

    synchronized int sends() {
        return sends;
    }

    /** Replaces the ports of {@code provider}; {@code early} receives callbacks before the submit returns. */
    void serve(FakeProvider provider, Consumer<Job> early) {
        provider.generator = request -> submit(request, early);
        provider.tracker = this::status;
        provider.canceller = Optional.of(this::cancel);
        provider.callbacks = Optional.of(new CallbackReceiverTest.Reader());
        provider.downloader = this::download;
    }

    private synchronized Either<VideoFailure, TaskRef> submit(ResolvedRequest request, Consumer<Job> early) {
        sends++;
        int dice = random.nextInt(100);
        if (dice < 10) {
            return failed(FailureKind.UNREACHABLE);
        }
        if (dice < 20) {
            return Either.left(VideoFailure.builder()
                    .kind(FailureKind.RATE_LIMITED)
                    .message("later")
                    .retryAfter(
                            random.nextInt(4) == 0
                                    ? Optional.empty()
                                    : Optional.of(Duration.ofSeconds(random.nextInt(dice == 10 ? 1_000 : 20))))
                    .build());
        }
        if (dice < 28) {
            return failed(REJECTIONS.get(random.nextInt(REJECTIONS.size())));
        }
        if (dice < 32) {
            return failed(FailureKind.SUBMISSION_UNKNOWN);
        }
        Job job = new Job("task-" + jobs.size(), request, random);
        jobs.put(job.id, job);
        if (random.nextInt(4) == 0) {
            early.accept(job);
        }
        if (dice < 42) {
            return failed(FailureKind.SUBMISSION_UNKNOWN);
        }
        if (dice < 45) {
            throw new IllegalStateException("an adapter's defect, after the vendor has accepted");
        }
        return Either.right(new TaskRef(
                request.provider(), request.operation(), "video", job.id, job.digest, VirtualScheduler.START));
    }

    private static <T> Either<VideoFailure, T> failed(FailureKind kind) {
        return Either.left(VideoFailure.of(kind, "says the model"));
    }

    private synchronized Either<VideoFailure, TaskStatus> status(TaskRef task) {
        Job job = jobs.get(task.id());
        int dice = random.nextInt(100);
        if (dice < 15) {
            return failed(FAILURES.get(random.nextInt(FAILURES.size())));
        }
        if (job == null || job.forgotten) {
            return failed(FailureKind.TASK_NOT_FOUND);
        }
        if (!job.isFinished()) {
            job.pollsLeft--;
            return Either.right(dice < 50 ? new TaskStatus.Queued() : new TaskStatus.Running(Optional.empty()));
        }
        if (!job.succeeds) {
            return Either.right(new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "no")));
        }
        return dice < 25
                ? failed(FailureKind.NO_RESULT)
                : Either.right(new TaskStatus.Succeeded(GeneratedVideo.builder()
                        .task(task)
                        .url(URI.create("https://cdn.example.com/" + task.id() + ".mp4"))
                        .expiresAt(dice % 2 == 0 ? Optional.of(VirtualScheduler.START) : Optional.empty())
                        .build()));
    }

    private synchronized Either<VideoFailure, CancelOutcome> cancel(TaskRef task) {
        Job job = job(task.id());
        if (random.nextInt(3) == 0) {
            return failed(FailureKind.UNAVAILABLE);
        }
        if (job.isFinished()) {
            return Either.right(new CancelOutcome(Effect.ALREADY_FINISHED, BillingStatus.BILLED));
        }
        job.succeeds = false;
        job.pollsLeft = 0;
        return Either.right(new CancelOutcome(Effect.CANCELLED, BillingStatus.UNKNOWN));
    }

    private synchronized Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        if (!video.url()
                .toString()
                .equals("https://cdn.example.com/" + video.task().id() + ".mp4")) {
            return failed(FailureKind.DEFECT); // another task's video
        }
        return switch (random.nextInt(4)) {
            case 0 -> failed(FailureKind.LINK_EXPIRED);
            case 1 -> failed(FailureKind.DOWNLOAD_FAILED);
            default -> Either.right(target);
        };
    }

    /** Returns the orders that are billed twice. */
    synchronized List<String> billedTwice() {
        List<String> prompts =
                new ArrayList<>(jobs.values().stream().map(job -> job.prompt).toList());
        List.copyOf(new HashSet<>(prompts)).forEach(prompts::remove);
        return prompts;
    }
}
