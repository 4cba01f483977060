package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.control.Either;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("fault-139")
class GuardedFutureTest {

    private final CompletableFuture<Thread> dependentThread = new CompletableFuture<>();

    /** A future to which another thread adds a dependent between the check for dependents and the completion. */
    private final class RacedFuture extends GuardedFuture<String> {

        RacedFuture(ListenerExecutor executor) {
            super(executor, failure -> new IllegalStateException(failure.message()));
        }

        void complete() {
            completeSafely(Either.right("done"));
        }

        @Override
        public int getNumberOfDependents() {
            int dependents = super.getNumberOfDependents();
            Thread program = new Thread(() -> {
                var unused = thenRun(() -> dependentThread.complete(Thread.currentThread()));
            });
            program.start();
            try {
                program.join(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return dependents;
        }
    }

    @Test
    void a_dependent_never_runs_on_the_completing_thread() throws Exception {
        try (SystemScheduler scheduler = new SystemScheduler()) {
            new RacedFuture(new ListenerExecutor(scheduler)).complete();

            assertThat(thread()).isNotSameAs(Thread.currentThread());
        }
    }

    /** A thread that waits for a {@link CompletableFuture} may run its dependents, or wait for one that blocks. */
    @Test
    void a_dependent_that_blocks_or_throws_spares_who_waits() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (SystemScheduler scheduler = new SystemScheduler()) {
            CompletedFuture future = new CompletedFuture(new ListenerExecutor(scheduler));
            FutureTask<String> waiting = new FutureTask<>(future::get);
            Thread program = new Thread(waiting);
            program.start();
            while (program.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            var unused = future.thenRun(() -> {
                await(released);
                throw new IllegalStateException("text");
            });
            future.complete();

            assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(future.get(20, TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(future.join()).isEqualTo("done");
        } finally {
            released.countDown();
        }
    }

    @Test
    void waiting_ends_with_a_cancellation_a_timeout_or_an_interrupt() throws Exception {
        try (SystemScheduler scheduler = new SystemScheduler()) {
            CompletedFuture future = new CompletedFuture(new ListenerExecutor(scheduler));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS));
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(future::get);
            FutureTask<String> waiting = new FutureTask<>(future::join);
            new Thread(waiting).start();
            assertThat(future.cancel(false)).isTrue();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                    .withCauseInstanceOf(CancellationException.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class CompletedFuture extends GuardedFuture<String> {

        CompletedFuture(ListenerExecutor executor) {
            super(executor, failure -> new IllegalStateException(failure.message()));
        }

        void complete() {
            completeSafely(Either.right("done"));
        }
    }

    private Thread thread() throws Exception {
        try {
            return dependentThread.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
