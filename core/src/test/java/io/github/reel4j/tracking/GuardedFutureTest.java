package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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

    private Thread thread() throws Exception {
        try {
            return dependentThread.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
