package io.github.reel4j.tracking;

import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A future whose result the program cannot replace. The subclass decides whether the program may complete or cancel it.
 * Thread-safe.
 *
 * <ul>
 *   <li>{@code complete}, {@code completeExceptionally}, {@code cancel}, {@code completeAsync}, {@code orTimeout} and
 *       {@code completeOnTimeout} do nothing if {@link #tryComplete} returns false when they take effect.
 *   <li>{@code obtrudeValue} and {@code obtrudeException} always throw {@link UnsupportedOperationException}.
 *   <li>{@code get} and {@code join} run no dependents, as those of {@link CompletableFuture} may, so a dependent that
 *       blocks or throws does not affect the thread that waits.
 *   <li>{@code copy}, {@code minimalCompletionStage}, {@code newIncompleteFuture} and dependents are futures of their
 *       own. Completing them does not change this future.
 * </ul>
 */
public abstract class GuardedFuture<T> extends CompletableFuture<T> {

    private final ListenerExecutor executor;
    private final Function<VideoFailure, ? extends RuntimeException> toException;
    private final Object lock = new Object();
    private final CountDownLatch completing = new CountDownLatch(1); // 0 just before this future is completed
    private boolean mayHaveDependents; // guarded by lock

    /**
     * @param executor completes this future if it has dependents
     * @param toException creates the exception that this future fails with
     */
    protected GuardedFuture(ListenerExecutor executor, Function<VideoFailure, ? extends RuntimeException> toException) {
        this.executor = executor;
        this.toException = toException;
    }

    /** Returns whether the program may complete this future now. */
    protected boolean tryComplete() {
        return true;
    }

    /** Runs after each attempt of the program to complete this future, successful or not. */
    protected void afterCompletion() {}

    /**
     * Completes this future with the result of reel4j, regardless of {@link #tryComplete}. Dependents never run on the
     * calling thread, because they may block: if there are any, the executor completes this future.
     */
    protected final void completeSafely(Either<VideoFailure, T> result) {
        Either<RuntimeException, T> mapped = result.mapLeft(toException);
        synchronized (lock) {
            if (!mayHaveDependents && getNumberOfDependents() == 0) {
                completeWith(mapped);
                return;
            }
        }
        executor.execute(() -> completeWith(mapped));
    }

    private void completeWith(Either<RuntimeException, T> result) {
        completing.countDown();
        result.peek(super::complete).peekLeft(super::completeExceptionally);
    }

    private boolean mayComplete() {
        boolean may = tryComplete();
        if (may) {
            completing.countDown();
        }
        return may;
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (!isDone()) {
            completing.await();
            awaitDone();
        }
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!isDone()) {
            if (!completing.await(timeout, unit)) {
                throw new TimeoutException();
            }
            awaitDone();
        }
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        boolean interrupted = false;
        while (!isDone()) {
            try {
                completing.await();
                awaitDone();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return super.join();
    }

    /** Waits for the result, which another thread is setting. */
    private void awaitDone() {
        while (!isDone()) {
            Thread.onSpinWait();
        }
    }

    /** Called before each dependent is added; it waits for a completion that found no dependents. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        synchronized (lock) {
            mayHaveDependents = true;
        }
        return super.newIncompleteFuture();
    }

    @Override
    public boolean complete(T value) {
        boolean completed = mayComplete() && super.complete(value);
        afterCompletion();
        return completed;
    }

    @Override
    public boolean completeExceptionally(Throwable problem) {
        boolean completed = mayComplete() && super.completeExceptionally(problem);
        afterCompletion();
        return completed;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = mayComplete() && super.cancel(mayInterrupt);
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
