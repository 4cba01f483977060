package io.github.reel4j.micrometer;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import io.vavr.control.Either;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Observes calls to vendors on the thread of the call, as children of the current observation. The result of a call is
 * returned whatever the registry does. Thread-safe.
 */
final class CallObserver {

    private final ObservationRegistry registry;
    private final InstrumentationFailures failures;

    CallObserver(ObservationRegistry registry, InstrumentationFailures failures) {
        this.registry = registry;
        this.failures = failures;
    }

    /**
     * How calls of one kind are observed.
     *
     * @param convention the program's own; null for {@code fallback}
     * @param ifThrown the kind of the failure if the provider throws, as the client will report it
     */
    record Observed<C extends CallObservationContext>(
            ReelObservationDocumentation documentation,
            @Nullable ObservationConvention<C> convention,
            ObservationConvention<C> fallback,
            FailureKind ifThrown) {}

    /** Returns the result of {@code call}, and throws what it throws; {@code onSuccess} completes the context. */
    <C extends CallObservationContext, T> Either<VideoFailure, T> observe(
            Observed<C> observed, C context, Supplier<Either<VideoFailure, T>> call, Consumer<T> onSuccess) {
        Observation observation = failures.getOrElse(
                () -> observed.documentation()
                        .observation(observed.convention(), observed.fallback(), () -> context, registry),
                Observation.NOOP);
        failures.ignore(observation::start);
        Observation.Scope scope = failures.getOrElse(observation::openScope, Observation.Scope.NOOP);
        @Nullable Either<VideoFailure, T> result = null;
        try {
            result = call.get();
            return result;
        } finally {
            @Nullable Either<VideoFailure, T> last = result;
            failures.ignore(scope::close);
            failures.ignore(() -> complete(observation, context, last, observed.ifThrown(), onSuccess));
            failures.ignore(observation::stop);
        }
    }

    /** @param result null if the provider threw or returned null */
    private static <T> void complete(
            Observation observation,
            CallObservationContext context,
            @Nullable Either<VideoFailure, T> result,
            FailureKind ifThrown,
            Consumer<T> onSuccess) {
        if (result != null && result.isRight()) {
            onSuccess.accept(result.get());
            return;
        }
        FailureKind kind = result == null ? ifThrown : result.getLeft().kind();
        if (result != null) {
            result.getLeft().task().ifPresent(context::setTask);
        }
        context.setFailure(kind);
        observation.error(new RedactedFailureException(kind));
    }
}
