package io.github.reel4j.testkit.gallery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pricing.TablePricing;
import io.github.reel4j.provider.feign.Reply;
import io.github.reel4j.provider.feign.TaskIdPlaces;
import io.github.reel4j.provider.feign.VendorConnection;
import io.github.reel4j.provider.feign.VendorHabits;
import io.github.reel4j.provider.feign.WireFacts;
import io.github.reel4j.spi.ProviderConfig;
import io.vavr.control.Either;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The correct provider of Acme, whose orders and poll addresses can be tampered with. */
final class Acme {

    static final ProviderId ID = ProviderId.of("acme");

    private final VendorConnection connection;
    private final ProviderConfig config;
    private final AcmeStyle style;
    private final AcmeApi api;

    private Acme(VendorConnection connection, ProviderConfig config, AcmeStyle style) {
        this.connection = connection;
        this.config = config;
        this.style = style;
        this.api = connection.api(AcmeApi.class);
    }

    static Parts provider(ProviderConfig config, AcmeStyle style) {
        return provider(config, style, order -> order, Map.of());
    }

    static Parts provider(
            ProviderConfig config, AcmeStyle style, UnaryOperator<ObjectNode> tamper, Map<String, String> query) {
        VendorConnection connection = VendorConnection.of(
                config,
                "https://api.acme.example/v1",
                key -> Map.of(style.keyHeader(), key.reveal()),
                VendorHabits.USUAL.taskIds(style.form()).taskIdPlaces(TaskIdPlaces.of("/job/id")));
        Acme acme = new Acme(connection, config, style);
        return new Parts(
                ID,
                () -> AcmeModels.of(style.operations()),
                () -> true,
                request -> acme.submit(connection, acme.api, request, tamper),
                task -> acme.status(task, query),
                new TablePricing(),
                connection.downloader(),
                Optional.of(request -> connection.capture(capturing -> {
                    Either<VideoFailure, TaskRef> unused =
                            acme.submit(capturing, capturing.api(AcmeApi.class), request, order -> order);
                })),
                AcmeAbilities.canceller(connection, acme.api, style),
                AcmeAbilities.callbacks(config, style));
    }

    private Either<VideoFailure, TaskRef> submit(
            VendorConnection through, AcmeApi at, ResolvedRequest request, UnaryOperator<ObjectNode> tamper) {
        ObjectNode order = tamper.apply(order(request));
        return through.submit(
                        request,
                        deadline -> style.method().equals("PUT") ? at.put(order, deadline) : at.post(order, deadline))
                .flatMap(reply -> accepted(request, reply));
    }

    private static ObjectNode order(ResolvedRequest request) {
        ObjectNode order = JsonNodeFactory.instance
                .objectNode()
                .put("model", request.model().id());
        request.model().fields().forEach(spec -> put(order, request, spec));
        request.callback().ifPresent(address -> order.put("notify", address.toString()));
        return order;
    }

    private static <T> void put(ObjectNode order, ResolvedRequest request, FieldSpec<T> spec) {
        if (spec.field().equals(Field.SEED)) {
            request.get(Field.SEED).ifPresent(seed -> order.put("seed", seed));
        } else {
            request.wire(spec.field()).ifPresent(text -> order.put(spec.field().name(), text));
        }
    }

    private Either<VideoFailure, TaskRef> accepted(ResolvedRequest request, Reply<AcmeApi.Sheet> reply) {
        AcmeApi.Sheet.Job job = reply.value().job();
        return style.form()
                .judge(job == null ? null : job.id())
                .<Either<VideoFailure, TaskRef>>map(id -> Either.right(new TaskRef(
                        request.provider(),
                        request.operation(),
                        "jobs",
                        id,
                        request.digest(),
                        config.timeline().now())))
                .orElseGet(() -> Either.left(connection.failures().submissionUnknown("has no task id", reply)));
    }

    private Either<VideoFailure, TaskStatus> status(TaskRef task, Map<String, String> query) {
        return connection
                .poll(deadline -> api.job(task.id(), query, deadline))
                .flatMap(reply -> read(task, reply))
                .mapLeft(failure -> failure.withTask(task));
    }

    private Either<VideoFailure, TaskStatus> read(TaskRef task, Reply<AcmeApi.Sheet> reply) {
        AcmeApi.Sheet.Job job = reply.value().job();
        if (job == null || job.state() == null || !job.state().isValueNode()) {
            return Either.left(connection
                    .failures()
                    .inPoll(FailureKind.UNEXPECTED_REPLY, "the reply of acme has no state", task, reply));
        }
        String state = job.state().asText();
        if (state.equals(style.word("waiting"))) {
            return Either.right(new TaskStatus.Queued());
        }
        if (state.equals(style.word("making"))) {
            return Either.right(new TaskStatus.Running(Optional.empty()));
        }
        if (state.equals(style.word("gave_up"))) {
            return Either.right(new TaskStatus.Failed(connection.failures().generationFailed(task, reply)));
        }
        return state.equals(style.word("done"))
                ? succeeded(task, job.film(), reply)
                : Either.right(new TaskStatus.Unrecognized(connection.failures().clean(state)));
    }

    private Either<VideoFailure, TaskStatus> succeeded(TaskRef task, @Nullable String film, Reply<?> reply) {
        return WireFacts.address(film)
                .<Either<VideoFailure, TaskStatus>>map(address -> Either.right(new TaskStatus.Succeeded(
                        GeneratedVideo.builder().task(task).url(address).build())))
                .orElseGet(() -> Either.left(connection
                        .failures()
                        .inPoll(FailureKind.NO_RESULT, "acme says done but names no address", task, reply)));
    }
}
