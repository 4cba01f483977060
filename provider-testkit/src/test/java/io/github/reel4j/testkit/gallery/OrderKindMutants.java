package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.OrderValueMutants.FRAMES;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.httpWithoutTask;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.submit;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.withId;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.support.WallClockLimit;
import io.vavr.control.Either;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RC-202 to RC-221: providers that are wrong for some orders or in some states only. */
final class OrderKindMutants {

    private static final Pattern REQUEST_ID = Pattern.compile("\"request_id\":\"([^\"]+)\"");

    private OrderKindMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                submit("RC-202", "sends an order with a seed again after a reset", (right, order) -> {
                    Either<VideoFailure, TaskRef> first = right.submit(order);
                    return order.get(Field.SEED).isPresent()
                                    && first.isLeft()
                                    && first.getLeft().message().contains("broke after")
                            ? right.submit(order)
                            : first;
                }),
                some(
                        "RC-203",
                        "takes 504 of its second model for an outage",
                        OrderKindMutants::isPro,
                        httpWithoutTask(504).and(failure -> failure.vendorCode().equals(Optional.of("E504"))),
                        as(FailureKind.UNAVAILABLE)),
                submit(
                        "RC-204",
                        "takes the id of the request for that of the task",
                        (right, order) -> right.submit(order)
                                .fold(
                                        failure -> requestId(failure)
                                                .<Either<VideoFailure, TaskRef>>map(
                                                        id -> Either.right(withId(order, id)))
                                                .orElse(Either.left(failure)),
                                        Either::right)),
                some(
                        "RC-206",
                        "drops the delay of a limit if the order has a callback URL",
                        order -> order.callback().isPresent(),
                        kind(FailureKind.RATE_LIMITED),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .retryAfter(Optional.empty())
                                .build()),
                wrong("RC-207", "reports a stopped vendor that it knows as an outage", (right, config) -> {
                    AtomicBoolean known = new AtomicBoolean();
                    return right.generator(order -> right.generator()
                            .submit(order)
                            .peek(task -> known.set(true))
                            .mapLeft(failure -> failure.kind() == FailureKind.UNREACHABLE && known.get()
                                    ? as(FailureKind.UNAVAILABLE).apply(failure)
                                    : failure));
                }),
                some(
                        "RC-208",
                        "takes 403 of its second model for a wrong key",
                        OrderKindMutants::isPro,
                        httpWithoutTask(403).and(kind(FailureKind.FORBIDDEN)),
                        as(FailureKind.AUTHENTICATION)),
                prompt("writes long dashes of a prompt as hyphens", text -> text.replaceAll("[–—―]", "-")),
                prompt(
                        "writes full-width characters of a prompt as ASCII",
                        text -> text.codePoints()
                                .mapToObj(Character::toString)
                                .map(each ->
                                        each.matches("[！-～]") ? Normalizer.normalize(each, Normalizer.Form.NFKC) : each)
                                .reduce("", String::concat)),
                wrong(
                        "RC-211",
                        "takes 1.8 s to report a timeout",
                        (right, config) -> right.generator(order -> right.generator()
                                .submit(order)
                                .peekLeft(failure -> {
                                    if (failure.kind() == FailureKind.SUBMISSION_UNKNOWN
                                            && config.text("submit-timeout").isPresent()) {
                                        WallClockLimit.pause(Duration.ofMillis(1_800));
                                    }
                                }))),
                wrong("RC-211", "has no submit timeout for orders with a callback URL", (right, config) -> {
                    ProviderParts slow = Acme.provider(
                            RenamedKeys.with(config, Map.of("submit-timeout", "30s")), AcmeStyle.defaultStyle());
                    return right.generator(order -> (order.callback().isPresent() ? slow : right)
                            .generator()
                            .submit(order));
                }),
                some(
                        "RC-212",
                        "loses the task that a 402 of its second model names",
                        OrderKindMutants::isPro,
                        http(402),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .task(Optional.<TaskRef>empty())
                                .build()),
                rejection("RC-213", "trusts the code of a 502", coded(502, "UNPAID"), as(FailureKind.INVALID_REQUEST)),
                rejection(
                        "RC-213", "trusts the code of a 408", coded(408, "KEY_PAUSED"), as(FailureKind.AUTHENTICATION)),
                new ContractMutant(
                        "sends no callback URL for its free model",
                        Set.of("RC-221"),
                        FRAMES,
                        (right, config) -> Acme.provider(
                                config,
                                FRAMES,
                                order -> order.path("model").asText().equals(AcmeFrames.FREE)
                                        ? order.without(List.of("notify"))
                                        : order,
                                Map.of())));
    }

    private static boolean isPro(ResolvedRequest order) {
        return order.model().id().equals(AcmeModels.PRO);
    }

    private static Predicate<VideoFailure> coded(int status, String code) {
        return httpWithoutTask(status)
                .and(failure -> failure.rawResponse().orElse("").contains(code));
    }

    private static Optional<String> requestId(VideoFailure failure) {
        Matcher found = REQUEST_ID.matcher(failure.rawResponse().orElse(""));
        return failure.message().contains("has no task id") && found.find()
                ? Optional.of(found.group(1))
                : Optional.empty();
    }

    private static ContractMutant prompt(String name, UnaryOperator<String> change) {
        return wrong(
                "RC-209",
                name,
                (right, config) -> Acme.provider(
                        config,
                        AcmeStyle.defaultStyle(),
                        order -> order.put(
                                "prompt", change.apply(order.path("prompt").asText())),
                        Map.of()));
    }

    /** Returns a mutant that changes some failures of some orders. */
    private static ContractMutant some(
            String rule,
            String name,
            Predicate<ResolvedRequest> orders,
            Predicate<VideoFailure> when,
            UnaryOperator<VideoFailure> exchange) {
        return submit(
                rule,
                name,
                (right, order) -> right.submit(order)
                        .mapLeft(failure ->
                                orders.test(order) && when.test(failure) ? exchange.apply(failure) : failure));
    }
}
