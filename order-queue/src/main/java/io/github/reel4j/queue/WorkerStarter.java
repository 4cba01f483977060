package io.github.reel4j.queue;

import io.github.reel4j.queue.worker.WorkerLifecycle;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/** Starts a worker. If that fails, it throws an exception that says what to do next. Stateless. */
final class WorkerStarter {

    private WorkerStarter() {}

    static WorkerLifecycle start(Callable<WorkerLifecycle> worker) {
        try {
            return worker.call();
        } catch (SQLException e) {
            throw DatabaseFailures.of(e);
        } catch (IllegalStateException e) {
            throw new OrderQueueException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new OrderQueueException(
                    "the worker could not be started, because of a "
                            + e.getClass().getName() + ". Correct its cause, and start the worker again.",
                    e);
        }
    }
}
