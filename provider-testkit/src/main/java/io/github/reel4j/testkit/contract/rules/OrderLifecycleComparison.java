package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.VariantOrderSender;
import io.github.reel4j.testkit.contract.support.WireFields;
import io.github.reel4j.testkit.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Runs orders from the estimate to the download, and compares their requests, results and failures with those of an
 * earlier run. Not thread-safe.
 */
final class OrderLifecycleComparison {

    private static final String TIME_LEFT = "the time left of the video";

    /** What was seen, by a description of it. */
    record LifecycleSnapshot(Map<String, String> texts) {}

    private final ContractContext context;
    private final RuleCheck check;
    private final List<ResolvedRequest> orders;
    private final Set<String> changing = new TreeSet<>();

    OrderLifecycleComparison(ContractContext context, RuleCheck check, List<ResolvedRequest> orders) {
        this.context = context;
        this.check = check;
        this.orders = orders;
    }

    /** Ignores from now on what differs between 2 equal orders. */
    void ignoreChanges(LifecycleSnapshot one, LifecycleSnapshot other) {
        one.texts().forEach((name, text) -> {
            if (!text.equals(other.texts().get(name))) {
                changing.add(name);
            }
        });
    }

    /** Ignores the time left from now on, which the clock of the machine measures. */
    void ignoreTimeLeft(LifecycleSnapshot one) {
        one.texts().keySet().stream().filter(name -> name.endsWith(TIME_LEFT)).forEach(changing::add);
    }

    void requireSame(LifecycleSnapshot expected, String when) {
        LifecycleSnapshot actual = observe();
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

    LifecycleSnapshot observe() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < orders.size(); i++) {
            observe("order " + (i + 1) + ": ", orders.get(i), texts);
        }
        new FailureDescriptionCollector(context, check, orders.get(0)).observe(texts);
        return new LifecycleSnapshot(texts);
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
        putTask(name, task, texts);
        texts.put(name + "the status of the new task", kind(context.status(check, task)));
        context.subject().wire().filter(Simulator::reportsQueuePosition).ifPresent(vendor -> {
            vendor.nextTask().queued(Duration.ofMinutes(5)).queuePosition(1_234);
            texts.put(
                    name + "the status of a queued task",
                    context.status(check, context.submitted(check, order)).toString());
        });
        context.subject().finishTasks();
        GeneratedVideo video = context.finishedVideo(check, task);
        video.expiresAt()
                .ifPresent(end -> texts.put(
                        name + TIME_LEFT,
                        Duration.between(context.subject().now(), end).toString()));
        texts.put(name + "the video", withoutId(video.url().toString(), task));
        texts.put(name + "the task reference", TaskRef.parse(task.toString()).equals(task) ? "can be read" : "differs");
        texts.put(name + "the download", download(video));
    }

    private void putTask(String name, TaskRef task, Map<String, String> texts) {
        texts.put(
                name + "the time of the order in the task reference",
                minutesAgo(task, context.subject().now()));
        texts.put(name + "the order in the task reference", order(task));
    }

    /** Describes the time in a task reference by the provider's clock, rounded to a minute. */
    static String minutesAgo(TaskRef task, Instant now) {
        long seconds = Duration.between(task.submittedAt(), now).toSeconds();
        return Math.round(seconds / 60.0) + " minutes ago";
    }

    /** Replaces the id of the task; it may be a short number, which is a part of other numbers. */
    static String withoutId(String text, TaskRef task) {
        return text.replaceAll("(?<![A-Za-z0-9])" + Pattern.quote(task.id()) + "(?![A-Za-z0-9])", "ID");
    }

    /** Describes the order of a task reference. */
    static String order(TaskRef task) {
        return task.provider() + " " + task.operation() + " " + withoutId(task.endpoint(), task) + " "
                + task.fingerprint();
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
        VariantOrderSender sender =
                new VariantOrderSender(context, check, context.subject().wire().get());
        VariantOrderSender.SentOrder sent = sender.accepted(order);
        put(name + "the request, ", sent.wire(), texts);
        return sent.result().get();
    }

    private static void put(String name, WireFields wire, Map<String, String> texts) {
        wire.values().forEach((place, text) -> texts.put(name + place, text));
    }

    private static String kind(TaskStatus status) {
        return status.getClass().getSimpleName();
    }
}
