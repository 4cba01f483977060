package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.SentOrderRecorder;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.contract.support.WireFields;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Follows orders from the estimate to the finished video, and compares what can be seen of them. Not thread-safe. */
final class OrderLife {

    private static final String TIME_LEFT = "the time left of the video";

    /** What was seen, by a description of it. */
    record ObservedLife(Map<String, String> texts) {}

    private final ContractContext context;
    private final RuleCheck check;
    private final List<ResolvedRequest> orders;
    private final Set<String> changing = new TreeSet<>();

    OrderLife(ContractContext context, RuleCheck check, List<ResolvedRequest> orders) {
        this.context = context;
        this.check = check;
        this.orders = orders;
    }

    /** Ignores from now on what differs between 2 equal orders. */
    void ignoreChanges(ObservedLife one, ObservedLife other) {
        one.texts().forEach((name, text) -> {
            if (!text.equals(other.texts().get(name))) {
                changing.add(name);
            }
        });
    }

    /** Ignores the time left from now on, which the clock of the machine measures. */
    void ignoreTimeLeft(ObservedLife one) {
        one.texts().keySet().stream().filter(name -> name.endsWith(TIME_LEFT)).forEach(changing::add);
    }

    void requireSame(ObservedLife expected, String when) {
        ObservedLife actual = observe();
        Set<String> names = new TreeSet<>(expected.texts().keySet());
        names.addAll(actual.texts().keySet());
        names.removeAll(changing);
        for (String name : names) {
            String before = expected.texts().getOrDefault(name, "(none)");
            String now = actual.texts().getOrDefault(name, "(none)");
            check.require(
                    before.equals(now),
                    name + " is the same " + when,
                    () -> "it is '" + now + "', not '" + before + "'");
        }
    }

    ObservedLife observe() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < orders.size(); i++) {
            observe("order " + (i + 1) + ": ", orders.get(i), texts);
        }
        observeFailure(texts);
        context.subject().wire().ifPresent(vendor -> observeFailedCalls(vendor, texts));
        return new ObservedLife(texts);
    }

    private void observe(String name, ResolvedRequest order, Map<String, String> texts) {
        texts.put(
                name + "the estimate",
                PriceSourceCheck.estimate(context, check, order).toString());
        context.provider()
                .preview()
                .ifPresent(preview -> put(
                        name + "the preview, ",
                        WireFields.of(context.callPort(check, () -> preview.preview(order))),
                        texts));
        TaskRef task = submitted(name, order, texts);
        texts.put(name + "the status of the new task", kind(context.status(check, task)));
        context.subject().finishTasks();
        GeneratedVideo video = context.finishedVideo(check, task);
        video.expiresAt()
                .ifPresent(end -> texts.put(
                        name + TIME_LEFT,
                        Duration.between(context.subject().now(), end).toString()));
        texts.put(name + "the video", video.url().toString().replace(task.id(), "ID"));
        texts.put(name + "the task reference", TaskRef.parse(task.toString()).equals(task) ? "can be read" : "differs");
        texts.put(name + "the download", download(video));
    }

    private String download(GeneratedVideo video) {
        try {
            Path folder = Files.createTempDirectory("reel4j-");
            Path file = folder.resolve("video.mp4");
            try {
                return context.callPort(
                                check, () -> context.provider().downloader().download(video, file))
                        .fold(VideoFailure::toString, path -> "complete");
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TaskRef submitted(String name, ResolvedRequest order, Map<String, String> texts) {
        if (context.subject().wire().isEmpty()) {
            return context.submitted(check, order);
        }
        SentOrderRecorder recorder =
                new SentOrderRecorder(context, check, context.subject().wire().get());
        SentOrderRecorder.SentOrder sent = recorder.accepted(order);
        put(name + "the request, ", sent.wire(), texts);
        return sent.result().get();
    }

    private static void put(String name, WireFields wire, Map<String, String> texts) {
        wire.values().forEach((place, text) -> texts.put(name + place, text));
    }

    private void observeFailure(Map<String, String> texts) {
        context.subject().nextTaskFails(context.failureCode(), "THE TITLE IS INVALID");
        TaskRef task = context.submitted(check, orders.get(0));
        context.subject().finishTasks();
        Either<VideoFailure, TaskStatus> status = context.callPort(check, () -> context.poll(task));
        texts.put(
                "the failed task",
                status.fold(OrderLife::text, OrderLife::failure).replace(task.id(), "ID"));
    }

    private void observeFailedCalls(Simulator vendor, Map<String, String> texts) {
        TaskRef task = context.submitted(check, orders.get(0));
        for (Fault fault : List.of(Fault.http(429).retryAfter("1234"), Fault.http(503), Fault.http(400))) {
            vendor.nextSubmit(fault);
            texts.put(
                    "an order that meets: " + fault,
                    text(context.callPort(check, () -> context.submit(orders.get(0))), task));
            vendor.nextPoll(fault);
            texts.put("a poll that meets: " + fault, text(context.callPort(check, () -> context.poll(task)), task));
            vendor.discardFaults();
        }
        context.provider().uploader().ifPresent(uploader -> {
            vendor.nextUpload(Fault.http(503));
            texts.put(
                    "an upload that fails",
                    text(
                            context.callPort(
                                    check,
                                    () -> uploader.upload(
                                            SampleMediaFile.acceptedBy(uploader),
                                            orders.get(0).model())),
                            task));
        });
    }

    private static String text(Either<VideoFailure, ?> result, TaskRef task) {
        return result.fold(OrderLife::text, success -> "a success").replace(task.id(), "ID");
    }

    /** Returns what a failure reports, without its task, which has a time. */
    private static String text(VideoFailure failure) {
        return failure.kind() + " " + failure.message() + " " + failure.vendorCode() + " " + failure.vendorMessage()
                + " " + failure.retryAfter();
    }

    private static String failure(TaskStatus status) {
        return status instanceof TaskStatus.Failed failed ? text(failed.failure()) : kind(status);
    }

    private static String kind(TaskStatus status) {
        return status.getClass().getSimpleName();
    }
}
