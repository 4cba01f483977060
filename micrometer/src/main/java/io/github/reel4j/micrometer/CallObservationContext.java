package io.github.reel4j.micrometer;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of one observed call to a vendor, from which a convention takes its keys. It contains no prompt, no URL, no
 * key and no text of the vendor's, so a convention cannot record them. Nothing is sent to the vendor on behalf of a
 * trace: the setter of this context does nothing. The values that the call returns are absent until it has returned.
 * Not thread-safe, like any context.
 */
public abstract sealed class CallObservationContext extends SenderContext<Object>
        permits SubmitObservationContext, DownloadObservationContext, StatusObservationContext {

    private final ProviderId provider;
    private @Nullable TaskRef task;
    private @Nullable FailureKind failure;

    CallObservationContext(ProviderId provider, @Nullable TaskRef task) {
        super((carrier, key, value) -> {}, Kind.CLIENT);
        setCarrier(new Object()); // some handlers expect one
        setRemoteServiceName(provider.value());
        this.provider = provider;
        this.task = task;
    }

    /** Returns the provider of the vendor that is called. */
    public final ProviderId provider() {
        return provider;
    }

    /** Returns the task; empty as long as the vendor has not named one. */
    public final Optional<TaskRef> task() {
        return Optional.ofNullable(task);
    }

    /** Returns why the call failed; empty if it has not returned yet, or has succeeded. */
    public final Optional<FailureKind> failure() {
        return Optional.ofNullable(failure);
    }

    final void setTask(TaskRef accepted) {
        task = accepted;
    }

    final void setFailure(FailureKind kind) {
        failure = kind;
    }
}
