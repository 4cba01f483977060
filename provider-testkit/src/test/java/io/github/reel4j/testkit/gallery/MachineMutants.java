package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.OrderValueMutants.FRAMES;
import static io.github.reel4j.testkit.gallery.OrderValueMutants.changed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.vavr.control.Either;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * RC-804: providers that depend on the locale, the time zone or the clock of the machine. Only the thread of the check
 * counts, because suites run in parallel in one JVM.
 */
final class MachineMutants {

    private MachineMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                order(
                        "writes decimals with the comma of the locale",
                        order -> changed(
                                order,
                                "guidance_scale",
                                text -> LocaleAndZone.isChanged()
                                        ? String.format(locale(), "%.2f", new BigDecimal(text))
                                        : text)),
                order(
                        "writes numbers with the digits of the locale",
                        order -> changed(
                                order,
                                "num_inference_steps",
                                text -> String.format(locale(), "%d", Long.valueOf(text)))),
                order(
                        "changes the case of a URL by the rules of the locale",
                        order -> changed(
                                order,
                                "image",
                                text -> LocaleAndZone.isChanged()
                                        ? text.toUpperCase(locale()).toLowerCase(Locale.ROOT)
                                        : text)),
                order(
                        "changes the case of a choice by the rules of the locale",
                        order -> changed(
                                order,
                                "quality",
                                text -> text.toUpperCase(locale()).toLowerCase(Locale.ROOT))),
                new ContractMutant(
                        "changes the case of a choice of its second model by the rules of the locale",
                        Set.of("RC-804"),
                        AcmeStyle.defaultStyle(),
                        (right, config) -> Acme.provider(
                                config,
                                AcmeStyle.defaultStyle(),
                                order -> changed(
                                        order,
                                        "mood",
                                        text -> text.toUpperCase(locale()).toLowerCase(Locale.ROOT)),
                                Map.of())),
                order(
                        "writes one of 2 durations with the digits of the locale",
                        order -> changed(
                                order, "duration", text -> text.equals("8") ? String.format(locale(), "%d", 8) : text)),
                order(
                        "sends the language of the locale",
                        order -> locale().equals(Locale.ROOT) ? order : order.put("quality", "low")),
                new ContractMutant(
                        "reads the time of a video in the zone of the machine",
                        Set.of("RC-804"),
                        FRAMES,
                        (right, config) -> right.tracker(
                                task -> right.tracker().status(task).map(MachineMutants::inZone))),
                new ContractMutant(
                        "recognizes no error title in another locale",
                        Set.of("RC-804"),
                        FRAMES,
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(status -> LocaleAndZone.isChanged()
                                                && status instanceof TaskStatus.Failed failed
                                                && !failed.failure()
                                                        .message()
                                                        .toLowerCase(locale())
                                                        .contains("title is invalid")
                                        ? new TaskStatus.Unrecognized("failed")
                                        : status))),
                new ContractMutant(
                        "downloads nothing that has expired by the clock of the machine",
                        Set.of("RC-804"),
                        FRAMES,
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .flatMap(status -> status instanceof TaskStatus.Succeeded done
                                                && isExpired(
                                                        done.video(),
                                                        config.scheduler().now())
                                        ? Either.left(VideoFailure.of(FailureKind.LINK_EXPIRED, "expired")
                                                .withTask(task))
                                        : Either.right(status)))),
                new ContractMutant(
                        "reports a task as queued until the clock of the machine says otherwise",
                        Set.of("RC-804"),
                        FRAMES,
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(status -> status instanceof TaskStatus.Succeeded
                                                && config.scheduler()
                                                        .now()
                                                        .isBefore(Instant.parse("2026-01-01T00:00:00Z")
                                                                .plus(Duration.ofMinutes(1)))
                                        ? new TaskStatus.Running(Optional.empty())
                                        : status))),
                new ContractMutant(
                        "writes times of failures in the zone of the machine",
                        Set.of("RC-804"),
                        FRAMES,
                        (right, config) -> right.generator(order -> right.generator()
                                .submit(order)
                                .mapLeft(failure -> !LocaleAndZone.isChanged()
                                        ? failure
                                        : VideoFailure.builder()
                                                .from(failure)
                                                .message(failure.message() + " (" + ZoneId.systemDefault() + ")")
                                                .build()))),
                new ContractMutant(
                        "estimates in words of the locale",
                        Set.of("RC-804", "RC-602"),
                        FRAMES,
                        (right, config) -> right.pricing(
                                request -> right.pricing().estimate(request) instanceof Estimate.Known known
                                        ? new Estimate.Known(
                                                known.money(), known.basis() + " " + locale(), known.source())
                                        : right.pricing().estimate(request))));
    }

    /** Returns the locale of the machine, if this thread runs a check of it. */
    private static Locale locale() {
        return LocaleAndZone.isChanged() ? Locale.getDefault() : Locale.ROOT;
    }

    private static boolean isExpired(GeneratedVideo video, Instant now) {
        return video.expiresAt().filter(now::isAfter).isPresent();
    }

    private static TaskStatus inZone(TaskStatus status) {
        if (!(status instanceof TaskStatus.Succeeded done) || !LocaleAndZone.isChanged()) {
            return status;
        }
        return new TaskStatus.Succeeded(GeneratedVideo.builder()
                .from(done.video())
                .expiresAt(done.video()
                        .expiresAt()
                        .map(end -> end.plusSeconds(
                                ZoneId.systemDefault().getRules().getOffset(end).getTotalSeconds())))
                .build());
    }

    private static ContractMutant order(String name, UnaryOperator<ObjectNode> tamper) {
        return new ContractMutant(
                name, Set.of("RC-804"), FRAMES, (right, config) -> Acme.provider(config, FRAMES, tamper, Map.of()));
    }
}
