package io.github.reel4j.tracking;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A future that the program may complete or cancel if the subclass allows it, but whose result it cannot replace.
 * Thread-safe.
 *
 * <ul>
 *   <li>{@code complete}, {@code completeExceptionally}, {@code cancel}, {@code completeAsync}, {@code orTimeout} and
 *       {@code completeOnTimeout} do nothing if {@link #tryComplete} returns false when they take effect.
 *   <li>{@code obtrudeValue} and {@code obtrudeException} always throw {@link UnsupportedOperationException}.
 *   <li>{@code copy}, {@code minimalCompletionStage}, {@code newIncompleteFuture} and dependents are futures of their
 *       own. Completing them does not change this future.
 * </ul>
 */
public abstract class GuardedFuture<T> extends CompletableFuture<T> {

    /** Returns whether the program may complete this future now. */
    protected boolean tryComplete() {
        return true;
    }

    /** Runs after each attempt of the program to complete this future, successful or not. */
    protected void afterCompletion() {}

    /** Completes this future regardless of {@link #tryComplete}. */
    protected final void resolve(T value) {
        super.complete(value);
    }

    /** Fails this future regardless of {@link #tryComplete}. */
    protected final void fail(Throwable problem) {
        super.completeExceptionally(problem);
    }

    @Override
    public boolean complete(T value) {
        boolean completed = tryComplete() && super.complete(value);
        afterCompletion();
        return completed;
    }

    @Override
    public boolean completeExceptionally(Throwable problem) {
        boolean completed = tryComplete() && super.completeExceptionally(problem);
        afterCompletion();
        return completed;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = tryComplete() && super.cancel(mayInterrupt);
        afterCompletion();
        return cancelled;
    }

    /** Completes this future through {@link #complete}, which the inherited method does not call. */
    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        executor.execute(() -> {
            try {
                complete(supplier.get());
            } catch (Throwable e) {
                completeExceptionally(e);
            }
        });
        return this;
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
        return completeAsync(supplier, defaultExecutor());
    }

    /** @throws UnsupportedOperationException always, because the result of an order or a wait cannot be replaced */
    @Override
    public void obtrudeValue(T value) {
        throw new UnsupportedOperationException("the result of this future cannot be replaced");
    }

    /** @throws UnsupportedOperationException always, because the result of an order or a wait cannot be replaced */
    @Override
    public void obtrudeException(Throwable problem) {
        throw new UnsupportedOperationException("the result of this future cannot be replaced");
    }
}
