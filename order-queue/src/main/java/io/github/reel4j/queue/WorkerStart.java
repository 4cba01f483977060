package io.github.reel4j.queue;

import io.github.reel4j.queue.worker.WorkerRuntime;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/** Starts a worker, and converts what keeps it from starting to exceptions with what to do next. Stateless. */
final class WorkerStart {

    private WorkerStart() {}

    static WorkerRuntime run(Callable<WorkerRuntime> start) {
        try {
            return start.call();
        } catch (SQLException e) {
            throw DatabaseFailures.of(e);
        } catch (IllegalStateException e) {
            throw new OrderQueueException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new OrderQueueException("the worker could not be started", e);
        }
    }
}
