package io.github.reel4j.queue.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.reel4j.queue.store.Database;
import io.github.reel4j.queue.store.ExecutionStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of one table of executions with db-scheduler, which distributes them among the workers, and takes over
 * those of dead workers. The guarantees of the queue do not depend on it.
 */
final class WorkerScheduler {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerScheduler.class);

    /** A worker is dead after 4 missed heartbeats, the least that db-scheduler allows. */
    private static final int MISSED_HEARTBEATS = 4;

    private static final Duration INITIAL_FAILURE_PAUSE = Duration.ofSeconds(2);
    private static final Duration MAX_FAILURE_PAUSE = Duration.ofMinutes(1);

    private final Scheduler scheduler;
    private final DatabaseClock clock;
    private final ExecutionStore executions;

    /** Does one step of the order with this id. */
    @FunctionalInterface
    interface Step {
        StepResult run(UUID id) throws SQLException, InterruptedException;
    }

    /** Handles the order with this id after the worker that executed it has died. */
    @FunctionalInterface
    interface DeadWorkerStep {
        StepResult run(UUID id, String deadWorker) throws SQLException;
    }

    /** @param table the unqualified name of the table of executions */
    WorkerScheduler(
            Database database,
            String table,
            String task,
            String worker,
            int threads,
            Duration pollingInterval,
            Duration heartbeat,
            Duration maxShutdown,
            DatabaseClock clock,
            Step step,
            DeadWorkerStep onDead) {
        this.clock = clock;
        this.executions = new ExecutionStore(database, table);
        CustomTask<Void> steps = Tasks.custom(task, Void.class)
                .onFailure((complete, operations) -> operations.reschedule(complete, afterFailure(complete)))
                .onDeadExecution((complete, operations) -> afterDeath(complete, onDead))
                .execute((instance, context) -> completion(run(step, UUID.fromString(instance.getId()))));
        this.scheduler = Scheduler.create(database.dataSource(), steps)
                .tableName(database.names().in(table))
                .schedulerName(new SchedulerName.Fixed(worker))
                .threads(threads)
                .pollingInterval(pollingInterval)
                .pollUsingLockAndFetch(0.5, 1.0)
                .enablePriority()
                .heartbeatInterval(heartbeat)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(maxShutdown)
                .clock(clock)
                .failureLogging(LogLevel.DEBUG, false)
                .build();
    }

    /** Converts checked exceptions, because db-scheduler's handlers throw none. */
    private static StepResult run(Step step, UUID id) {
        try {
            return step.run(id);
        } catch (SQLException e) {
            throw new StepFailedException("SQL state " + e.getSQLState(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException("interrupted", e);
        }
    }

    private CompletionHandler<Void> completion(StepResult result) {
        return (complete, operations) -> apply(result, complete);
    }

    private void apply(StepResult result, ExecutionComplete complete) {
        Execution execution = complete.getExecution();
        String task = execution.getTaskName();
        try {
            if (result instanceof StepResult.Again again) {
                if (!executions.reschedule(task, execution.getId(), execution.version, again.delay())) {
                    LOG.debug("another worker has taken over order {}", execution.getId());
                }
            } else {
                executions.remove(task, execution.getId(), execution.version);
            }
        } catch (SQLException e) { // the execution stays picked, and is taken over when its heartbeats are too old
            LOG.warn("the step of order {} could not be ended, SQL state {}", execution.getId(), e.getSQLState());
        }
    }

    private Instant afterFailure(ExecutionComplete complete) {
        int failures = complete.getExecution().consecutiveFailures + 1;
        Duration pause = Backoff.after(failures, INITIAL_FAILURE_PAUSE, MAX_FAILURE_PAUSE);
        LOG.warn(
                "a step of the order with id {} has failed with {}. It runs again in {}. An order is never sent"
                        + " twice by"
                        + " that.",
                complete.getExecution().taskInstance.getId(),
                complete.getCause().map(WorkerScheduler::describe).orElse("an unknown cause"),
                pause);
        return clock.now().plus(pause);
    }

    /** Messages of exceptions may contain a prompt, except those that this class has made. */
    private static String describe(Throwable cause) {
        return cause instanceof StepFailedException
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getName();
    }

    private void afterDeath(ExecutionComplete complete, DeadWorkerStep onDead) {
        UUID id = UUID.fromString(complete.getExecution().taskInstance.getId());
        try {
            apply(onDead.run(id, String.valueOf(complete.getExecution().pickedBy)), complete);
        } catch (SQLException e) { // the next search for dead workers finds it again
            LOG.warn("order {} of a dead worker could not be taken over, SQL state {}", id, e.getSQLState());
        }
    }

    void start() {
        scheduler.start();
    }

    /** Stops taking executions, and waits until those that run have ended. */
    void stop() {
        scheduler.stop();
    }

    /** A step could not be done. It is repeated later. */
    private static final class StepFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepFailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
