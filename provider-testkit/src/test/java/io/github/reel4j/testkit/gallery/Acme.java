package io.github.reel4j.testkit.gallery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pricing.TablePricing;
import io.github.reel4j.provider.feign.LenientJson;
import io.github.reel4j.provider.feign.TaskIdPointers;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.provider.feign.VendorConventions;
import io.github.reel4j.provider.feign.VendorResponse;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The correct provider of the fictional vendor Acme. Mutants change its orders and poll URLs. */
final class Acme {

    static final ProviderId ID = ProviderId.of("acme");

    private static final long LAST_TIME = Instant.MAX.getEpochSecond();

    private final VendorClient client;
    private final ProviderConfig config;
    private final AcmeStyle style;
    private final AcmeApi api;

    private Acme(VendorClient client, ProviderConfig config, AcmeStyle style) {
        this.client = client;
        this.config = config;
        this.style = style;
        this.api = client.api(AcmeApi.class);
    }

    static ProviderParts provider(ProviderConfig config, AcmeStyle style) {
        return provider(config, style, order -> order, Map.of());
    }

    static ProviderParts provider(
            ProviderConfig config, AcmeStyle style, UnaryOperator<ObjectNode> tamper, Map<String, String> query) {
        return provider(config, style, tamper, query, key -> Map.of(style.keyHeader(), key.reveal()));
    }

    static ProviderParts provider(
            ProviderConfig config,
            AcmeStyle style,
            UnaryOperator<ObjectNode> tamper,
            Map<String, String> query,
            Function<Secret, Map<String, String>> credentials) {
        VendorClient client = VendorClient.of(
                config,
                "https://api.acme.example/v1",
                credentials,
                VendorConventions.DEFAULT
                        .taskIdFormat(style.form())
                        .taskIdPointers(TaskIdPointers.of("/job/id"))
                        .failureKinds(AcmeModels.CODES));
        Acme acme = new Acme(client, config, style);
        return new ProviderParts(
                ID,
                () -> AcmeModels.of(style.operations()),
                () -> true,
                request -> acme.submit(client, acme.api, request, tamper),
                task -> acme.status(task, query),
                new TablePricing(),
                client.downloader(),
                Optional.of(request -> client.capture(capturing -> {
                    Either<VideoFailure, TaskRef> unused =
                            acme.submit(capturing, capturing.api(AcmeApi.class), request, tamper);
                })),
                AcmeCapabilities.canceller(client, acme.api, style),
                AcmeCapabilities.callbacks(client, config, style),
                AcmeCapabilities.uploader(client, acme.api, style),
                AcmeModels.limits(style.operations()),
                client::close);
    }

    private Either<VideoFailure, TaskRef> submit(
            VendorClient through, AcmeApi at, ResolvedRequest request, UnaryOperator<ObjectNode> tamper) {
        ObjectNode order = tamper.apply(order(request));
        return through.submit(
                        request,
                        deadline -> style.method().equals("PUT") ? at.put(order, deadline) : at.post(order, deadline))
                .flatMap(response -> accepted(request, response));
    }

    private ObjectNode order(ResolvedRequest request) {
        ObjectNode order = JsonNodeFactory.instance
                .objectNode()
                .put("model", request.model().id());
        request.model().fields().forEach(spec -> put(order, request, spec));
        if (request.operation() == Operation.ANIMATE || request.operation() == Operation.REPLACE) {
            order.put("mode", request.operation().id());
        }
        request.callback().ifPresent(address -> {
            order.put("notify", address.toString());
            if (style.abilities() == AcmeStyle.Abilities.EVENTS) {
                order.put("events", "done,gave_up,stopped");
            }
        });
        return order;
    }

    private static <T> void put(ObjectNode order, ResolvedRequest request, FieldSpec<T> spec) {
        if (spec.field().equals(Field.SEED)) {
            request.get(Field.SEED).ifPresent(seed -> order.put("seed", seed));
        } else {
            request.wire(spec.field()).ifPresent(text -> order.put(spec.field().name(), text));
        }
    }

    private Either<VideoFailure, TaskRef> accepted(ResolvedRequest request, VendorResponse<AcmeApi.Sheet> response) {
        AcmeApi.Sheet.Job job = response.value().job();
        return style.form()
                .validate(job == null ? null : job.id())
                .<Either<VideoFailure, TaskRef>>map(id -> Either.right(new TaskRef(
                        request.provider(),
                        request.operation(),
                        "jobs",
                        id,
                        request.fingerprint(),
                        config.scheduler().now())))
                .orElseGet(() -> Either.left(client.failures().submissionUnknown("has no task id", response)));
    }

    private Either<VideoFailure, TaskStatus> status(TaskRef task, Map<String, String> query) {
        return client.poll(deadline -> api.job(task.id(), query, deadline))
                .flatMap(response -> read(task, response))
                .mapLeft(failure -> failure.withTask(task));
    }

    private Either<VideoFailure, TaskStatus> read(TaskRef task, VendorResponse<AcmeApi.Sheet> response) {
        AcmeApi.Sheet.Job job = response.value().job();
        if (job == null || job.state() == null || !job.state().isValueNode()) {
            return Either.left(client.failures()
                    .pollFailure(
                            FailureKind.UNEXPECTED_RESPONSE, "the response from acme has no state", task, response));
        }
        if (!task.id().equals(job.id())) {
            return Either.left(client.failures()
                    .pollFailure(
                            FailureKind.UNEXPECTED_RESPONSE,
                            "the response from acme is about another task",
                            task,
                            response));
        }
        String state = job.state().asText();
        if (state.equals(style.statusText("waiting"))) {
            return Either.right(new TaskStatus.Queued(
                    job.ahead() == null || job.ahead() < 0 ? OptionalInt.empty() : OptionalInt.of(job.ahead())));
        }
        if (state.equals(style.statusText("making"))) {
            return Either.right(new TaskStatus.Running(Optional.empty()));
        }
        if (state.equals(style.statusText("gave_up"))) {
            return Either.right(new TaskStatus.Failed(client.failures().generationFailed(task, response)));
        }
        if (state.equals(style.statusText("stopped"))) {
            return Either.right(new TaskStatus.Cancelled(client.failures().cancelled(task, response)));
        }
        return state.equals(style.statusText("done"))
                ? succeeded(task, job, response)
                : Either.right(new TaskStatus.Unrecognized(client.failures().redact(state)));
    }

    private Either<VideoFailure, TaskStatus> succeeded(
            TaskRef task, AcmeApi.Sheet.Job job, VendorResponse<?> response) {
        return LenientJson.url(job.film())
                .<Either<VideoFailure, TaskStatus>>map(address ->
                        Either.right(new TaskStatus.Succeeded(GeneratedVideo.builder()
                                .task(task)
                                .url(address)
                                .expiresAt(Optional.ofNullable(job.until())
                                        .filter(time -> time > 0 && time < LAST_TIME)
                                        .map(Instant::ofEpochSecond))
                                .build())))
                .orElseGet(() -> Either.left(client.failures()
                        .pollFailure(FailureKind.NO_RESULT, "acme says done but names no address", task, response)));
    }
}
