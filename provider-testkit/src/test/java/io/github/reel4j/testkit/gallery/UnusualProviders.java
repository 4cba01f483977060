package io.github.reel4j.testkit.gallery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.TaskIdFormat;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VendorLimits;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Correct providers of vendors with unusual APIs, which must pass the suite. */
final class UnusualProviders {

    private static final String DIGITS = "0123456789abcdef".repeat(6);

    /** Statuses that are numbers. */
    static final AcmeStyle NUMERIC = AcmeStyle.defaultStyle()
            .words(word -> IntNode.valueOf(
                    switch (word) {
                        case "waiting" -> 0;
                        case "making" -> 1;
                        case "done" -> 2;
                        case "gave_up" -> -1;
                        case "stopped" -> -2;
                        default -> 77;
                    }));

    private UnusualProviders() {}

    static List<ContractMutant> all() {
        return Stream.of(general(), UnusualFaultHandling.all(), UnusualOrders.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ContractMutant> general() {
        return List.of(
                vendor("nothing unusual", AcmeStyle.defaultStyle()),
                vendor(
                        "undocumented fields in responses",
                        AcmeStyle.defaultStyle().withChatter()),
                vendor(
                        "task ids with dots and underscores",
                        AcmeStyle.defaultStyle().ids(() -> "eu_1." + UUID.randomUUID() + "._")),
                vendor(
                        "task ids of 128 characters",
                        AcmeStyle.defaultStyle().ids(() -> (UUID.randomUUID() + DIGITS).substring(0, 128))),
                vendor(
                        "task ids of digits only",
                        AcmeStyle.defaultStyle()
                                .ids(() -> String.valueOf(UUID.randomUUID().getMostSignificantBits() >>> 1))),
                vendor(
                        "status values in upper case",
                        AcmeStyle.defaultStyle().words(word -> TextNode.valueOf(word.toUpperCase(Locale.ROOT)))),
                vendor(
                        "other status values",
                        AcmeStyle.defaultStyle().words(word -> TextNode.valueOf("state/" + word.hashCode()))),
                vendor("numbers for statuses", NUMERIC),
                vendor(
                        "task ids with slashes and spaces",
                        AcmeStyle.defaultStyle()
                                .ids(() -> "eu west/jobs/" + UUID.randomUUID() + " #1?")
                                .form(TaskIdFormat.matching("eu west/jobs/[0-9a-f-]+ #1\\?"))),
                vendor(
                        "task ids in another script and with reserved URL characters",
                        AcmeStyle.defaultStyle()
                                .ids(() -> "猫+%2F&;=\"<" + UUID.randomUUID())
                                .form(TaskIdFormat.matching("猫.+"))),
                vendor("results on another host", AcmeStyle.defaultStyle().host("localhost")),
                vendor(
                        "numbers for the codes of failed tasks",
                        AcmeStyle.defaultStyle().code("-3005")),
                vendor("no codes for failed tasks", AcmeStyle.defaultStyle().code("")),
                vendor(
                        "status values of several words in another script",
                        AcmeStyle.defaultStyle().words(word -> TextNode.valueOf("状态 \"" + word + "\" \\ 猫"))),
                vendor("ids that differ in case only", AcmeStyle.defaultStyle().ids(twins())),
                vendor("the key in Authorization", AcmeStyle.defaultStyle().keyHeader("Authorization")),
                new ContractMutant(
                        "Basic credentials",
                        Set.of(),
                        AcmeStyle.defaultStyle().keyHeader("Authorization"),
                        (right, config) -> credentials(
                                config,
                                key -> "Basic "
                                        + Base64.getEncoder().encodeToString(("user:" + key).getBytes(US_ASCII)))),
                new ContractMutant(
                        "a token that is signed with the key",
                        Set.of(),
                        AcmeStyle.defaultStyle().keyHeader("Authorization"),
                        (right, config) -> credentials(config, AcmeDialect::token)),
                vendor(
                        "tasks that are finished when they are submitted",
                        AcmeStyle.defaultStyle().queue(Duration.ZERO)),
                vendor("a queue of nine minutes", AcmeStyle.defaultStyle().queue(Duration.ofMinutes(9))),
                vendor("neither cancel nor callbacks", AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.NONE)),
                vendor(
                        "cancels of queued tasks only",
                        AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.QUEUED_CANCELS)),
                vendor(
                        "callbacks without a signature",
                        AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.UNSIGNED)),
                vendor(
                        "callbacks about listed events, to https URLs only",
                        AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.EVENTS)),
                vendor(
                        "callbacks that are signed with a private key",
                        AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.PUBLIC_KEYS)),
                provider("no limits of single models", (right, config) -> right.limits(VendorLimits.UNDOCUMENTED)),
                provider("prices by the second in euros", (right, config) -> right.models(AcmeModels::byRate)),
                provider(
                        "cancels that are only requested",
                        (right, config) -> right.canceller(task -> right.canceller()
                                .orElseThrow()
                                .cancel(task)
                                .map(outcome -> outcome.effect() == CancelOutcome.Effect.CANCELLED
                                        ? new CancelOutcome(CancelOutcome.Effect.REQUESTED, BillingStatus.UNKNOWN)
                                        : outcome))),
                vendor("orders by PUT", AcmeStyle.defaultStyle().method("PUT")),
                vendor(
                        "animate and replace only",
                        AcmeStyle.defaultStyle().operations(Operation.ANIMATE, Operation.REPLACE)),
                provider(
                        "orders with a random number",
                        (right, config) -> Acme.provider(
                                config,
                                AcmeStyle.defaultStyle(),
                                order -> order.put("nonce", UUID.randomUUID().toString()),
                                Map.of())),
                provider(
                        "most parameters in the text of the prompt",
                        (right, config) ->
                                Acme.provider(config, AcmeStyle.defaultStyle(), UnusualProviders::inPrompt, Map.of())),
                new ContractMutant(
                        "a vendor that limits orders and tasks",
                        Set.of(),
                        AcmeStyle.defaultStyle().limited(),
                        (right, config) -> right.limits(TableMutants.limits(
                                new CallRate(500, Duration.ofSeconds(1)), 600, AcmeModels.at("limits")))),
                new ContractMutant(
                        "a vendor that accepts 45 orders per minute",
                        Set.of(),
                        AcmeStyle.defaultStyle().limited(new CallRate(45, Duration.ofMinutes(1))),
                        (right, config) -> right.limits(TableMutants.limits(
                                new CallRate(45, Duration.ofMinutes(1)), 600, AcmeModels.at("limits")))),
                new ContractMutant(
                        "a limit per minute for a vendor with one per second",
                        Set.of(),
                        AcmeStyle.defaultStyle().limited(),
                        (right, config) -> right.limits(VendorLimits.of(15_000, 600, AcmeModels.at("limits")))),
                vendor(
                        "image-to-video only, with a free model",
                        AcmeStyle.defaultStyle().operations(Operation.IMAGE_TO_VIDEO)),
                vendor(
                        "three operations",
                        AcmeStyle.defaultStyle()
                                .operations(Operation.REPLACE, Operation.TEXT_TO_VIDEO, Operation.ANIMATE)),
                provider("no preview", (right, config) -> right.preview(Optional.empty())),
                provider(
                        "no prices",
                        (right, config) -> right.models(model -> ModelSpec.builder()
                                .from(model)
                                .prices(List.of())
                                .build())),
                provider(
                        "prices by length, for orders with a size only",
                        (right, config) -> right.models(AcmeModels::byLength)
                                .pricing(
                                        request -> request.get(Field.RESOLUTION).isPresent()
                                                        || request.get(Field.text("mood"))
                                                                .isPresent()
                                                ? right.pricing().estimate(request)
                                                : new Estimate.Unknown("no size"))),
                provider(
                        "a price range for a model without a price",
                        (right, config) -> right.pricing(request -> {
                            Estimate estimate = right.pricing().estimate(request);
                            return estimate instanceof Estimate.Unknown
                                    ? new Estimate.Range(
                                            Money.usd("0.10"),
                                            Money.usd("0.30"),
                                            "by the second of what is made",
                                            AcmeModels.at("price list"))
                                    : estimate;
                        })),
                provider(
                        "models that only have a price",
                        (right, config) -> right.table(() -> {
                            List<ModelSpec> models = new ArrayList<>(right.models());
                            models.add(ModelSpec.builder()
                                    .from(models.get(0))
                                    .id("acme-2")
                                    .availability(ModelSpec.Availability.PRICED_ONLY)
                                    .build());
                            models.add(ModelSpec.builder()
                                    .from(models.get(0))
                                    .operation(Operation.IMAGE_TO_VIDEO)
                                    .id("acme-3")
                                    .availability(ModelSpec.Availability.PRICED_ONLY)
                                    .recommended(false)
                                    .build());
                            return models;
                        })),
                provider(
                        "several models of different availability",
                        (right, config) -> right.table(() -> {
                            List<ModelSpec> models = new ArrayList<>(right.models());
                            models.add(
                                    0,
                                    ModelSpec.builder()
                                            .from(models.get(1))
                                            .availability(ModelSpec.Availability.INFERRED)
                                            .note("the document names it, and no more")
                                            .build());
                            models.remove(2);
                            return models;
                        })),
                provider(
                        "two requests for a task that has succeeded",
                        (right, config) -> right.tracker(task -> twice(right, task, second -> second))),
                provider("no need of a key", (right, config) -> right.keyed(() -> false)),
                provider("connections that a short deadline allows at the sixth try only", (right, config) -> {
                    AtomicInteger tries = new AtomicInteger();
                    return config.text("submit-timeout").isEmpty()
                            ? right
                            : right.generator(request -> tries.incrementAndGet() % 6 == 0
                                    ? right.generator().submit(request)
                                    : Either.left(VideoFailure.of(FailureKind.UNREACHABLE, "not connected in time")));
                }),
                provider(
                        "polls only for ids of the vendor's format",
                        (right, config) -> right.tracker(task -> task.id().startsWith("job-")
                                ? right.tracker().status(task)
                                : Either.left(VideoFailure.of(FailureKind.INVALID_REQUEST, "no id of acme")
                                        .withTask(task)))),
                new ContractMutant(
                        "a vendor that does not distinguish queued and running",
                        Set.of(),
                        AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.NONE),
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(update -> update instanceof TaskStatus.Queued
                                        ? new TaskStatus.Running(Optional.empty())
                                        : update))),
                new ContractMutant(
                        "the vendor's estimate of the remaining time",
                        Set.of(),
                        AcmeStyle.defaultStyle().withChatter(),
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(update -> update instanceof TaskStatus.Running
                                        ? new TaskStatus.Running(Optional.of(Duration.ofMillis(12_500)))
                                        : update))),
                new ContractMutant(
                        "the effect NOT_CANCELLABLE for a task that goes on",
                        Set.of(),
                        AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.QUEUED_CANCELS),
                        (right, config) -> right.canceller(task -> right.canceller()
                                .orElseThrow()
                                .cancel(task)
                                .fold(
                                        failure -> failure.vendorCode().equals(Optional.of("E405"))
                                                ? Either.right(new CancelOutcome(
                                                        CancelOutcome.Effect.NOT_CANCELLABLE, BillingStatus.UNKNOWN))
                                                : Either.left(failure),
                                        Either::right))),
                provider(
                        "a request for a token before each order",
                        (right, config) -> right.generator(request -> {
                            if (config.apiKey().isPresent()
                                    && !Thread.currentThread().isInterrupted()) {
                                Http.fetchToken(config);
                            }
                            return right.generator().submit(request);
                        })));
    }

    /**
     * Polls a second time if the first response reports success, like a provider whose results have a path of their
     * own.
     */
    static Either<VideoFailure, TaskStatus> twice(
            ProviderParts right, TaskRef task, UnaryOperator<Either<VideoFailure, TaskStatus>> second) {
        Either<VideoFailure, TaskStatus> first = right.tracker().status(task);
        return first.isRight() && first.get() instanceof TaskStatus.Succeeded
                ? second.apply(right.tracker().status(task))
                : first;
    }

    /** Moves parameters to the end of the prompt, where some vendors expect them. */
    private static ObjectNode inPrompt(ObjectNode order) {
        StringBuilder prompt = new StringBuilder(order.path("prompt").asText());
        for (String name : List.of("seed", "mood", "negative_prompt")) {
            JsonNode value = order.remove(name);
            if (value != null) {
                prompt.append(" --").append(name).append(' ').append(value.asText());
            }
        }
        return order.put("prompt", prompt.toString());
    }

    /** Returns a provider that derives its Authorization header from the key. */
    private static ProviderParts credentials(ProviderConfig config, UnaryOperator<String> header) {
        return Acme.provider(
                config,
                AcmeStyle.defaultStyle().keyHeader("Authorization"),
                order -> order,
                Map.of(),
                key -> Map.of("Authorization", header.apply(key.reveal())));
    }

    /** Every second id is the previous one in upper case. */
    private static Supplier<String> twins() {
        AtomicLong count = new AtomicLong();
        return () -> {
            long number = count.getAndIncrement();
            return (number % 2 == 0 ? "job-x" : "JOB-X") + number / 2;
        };
    }

    private static ContractMutant vendor(String name, AcmeStyle style) {
        return new ContractMutant(name, Set.of(), style, (right, config) -> right);
    }

    private static ContractMutant provider(String name, ContractMutant.Recipe recipe) {
        return new ContractMutant(name, Set.of(), AcmeStyle.defaultStyle(), recipe);
    }
}
