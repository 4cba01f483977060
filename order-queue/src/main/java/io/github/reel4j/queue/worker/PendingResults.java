package io.github.reel4j.queue.worker;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.queue.store.SubmissionStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the results of submissions. A result that the database does not take is kept in memory and in a local file.
 * It is recorded as soon as the database is back, or by the next worker that finds the file. Thread-safe.
 */
public final class PendingResults implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PendingResults.class);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INTEGRITY_VIOLATION = "23";

    private final SubmissionStore submissions;
    private final String worker;
    private final boolean keepRequests;
    private final SpillFile spillFile;
    private final Map<UUID, OrderIntent> open = new ConcurrentHashMap<>(); // started, and not recorded yet
    private final Map<UUID, Result> pending = new ConcurrentHashMap<>();

    /** @param spillFile where results are kept while the database cannot be used */
    public PendingResults(SubmissionStore submissions, String worker, boolean keepRequests, Path spillFile) {
        this.submissions = submissions;
        this.worker = worker;
        this.keepRequests = keepRequests;
        this.spillFile = new SpillFile(spillFile, worker);
    }

    /**
     * A result to record.
     *
     * @param message for people, if the order was not accepted
     */
    private record Result(SubmitOutcome outcome, String message) {

        static Result of(SubmitOutcome outcome) {
            if (outcome instanceof SubmitOutcome.Rejected rejected) {
                return new Result(
                        outcome, "the vendor did not accept the order: " + rejected.kind() + ". Nothing was billed.");
            }
            return new Result(
                    outcome,
                    "it is unknown whether the vendor accepted the order. It may be billed, and is not sent again. Look"
                            + " at the vendor's console, then resolve the order: OrderQueue.resolveAccepted or"
                            + " resolveNotAccepted.");
        }
    }

    /** Registers an attempt that is about to be sent. */
    void started(OrderIntent intent) {
        open.put(intent.order().value(), intent);
    }

    /** Returns whether this worker still has to send the attempt or to record its result. */
    boolean isOpen(UUID attempt) {
        return open.containsKey(attempt) || pending.containsKey(attempt);
    }

    /** Records later that an attempt was not sent, although its row may say that it is being sent. */
    void neverSent(OrderIntent intent) {
        pending.put(
                intent.order().value(),
                new Result(
                        new SubmitOutcome.Rejected(FailureKind.JOURNAL_FAILED),
                        "nothing was sent, nothing was billed: the database did not record the attempt in time."
                                + " A worker"
                                + " sends the order again."));
        open.remove(intent.order().value());
    }

    /** Keeps the result of an attempt for which the client could not even call the journal. */
    void keepIfUnrecorded(OrderIntent intent, VideoFailure failure) {
        UUID attempt = intent.order().value();
        if (open.containsKey(attempt) && !pending.containsKey(attempt)) {
            SubmitOutcome outcome = outcome(failure);
            pending.put(attempt, Result.of(outcome));
            spill(attempt, outcome, "no access");
        }
    }

    private static SubmitOutcome outcome(VideoFailure failure) {
        boolean accepted = failure.kind() == FailureKind.JOURNAL_FAILED || failure.kind() == FailureKind.DEFECT;
        if (accepted && failure.task().isPresent()) {
            return new SubmitOutcome.Accepted(failure.task().get());
        }
        return failure.billingStatus() == BillingStatus.NOT_BILLED
                ? new SubmitOutcome.Rejected(failure.kind())
                : new SubmitOutcome.Indeterminate();
    }

    /** Records a result. Returns whether the database has it; if not, it is kept and recorded later. */
    boolean record(OrderId attempt, SubmitOutcome outcome) {
        UUID id = attempt.value();
        Result result = Result.of(outcome);
        Backoff backoff = Backoff.ofDatabase();
        pending.put(id, result);
        boolean spilled = false;
        while (true) {
            try {
                write(id, result);
                return true;
            } catch (SQLException e) {
                if (!spilled) {
                    spilled = true;
                    spill(id, outcome, String.valueOf(e.getSQLState()));
                }
                if (!backoff.sleep()) {
                    LOG.error(
                            "{}: the result is not in the database, SQL state {}. It is kept in this process"
                                    + " and in {}, and"
                                    + " recorded when the database is back. Keep this file. Nothing is sent again.",
                            describe(id),
                            e.getSQLState(),
                            spillFile.path());
                    return false;
                }
            }
        }
    }

    private String describe(UUID attempt) {
        String key = key(attempt).map(OrderKey::value).orElse("(unknown key)");
        return "order " + key + ", attempt " + attempt;
    }

    private Optional<OrderKey> key(UUID attempt) {
        return Optional.ofNullable(open.get(attempt))
                .flatMap(OrderIntent::keyClaim)
                .map(OrderKeyClaim::key);
    }

    private void write(UUID attempt, Result result) throws SQLException {
        if (result.outcome() instanceof SubmitOutcome.Accepted accepted) {
            accept(attempt, accepted.task());
        } else if (result.outcome() instanceof SubmitOutcome.Rejected rejected) {
            submissions.reject(attempt, rejected.kind().name(), result.message(), worker);
        } else {
            markUnknown(attempt, result.message());
        }
        pending.remove(attempt);
        open.remove(attempt);
    }

    private void accept(UUID attempt, TaskRef task) throws SQLException {
        try {
            if (!submissions.accept(attempt, task, worker, keepRequests)) {
                LOG.error(
                        "{}: the vendor accepted it as {}, but the order was resolved as not accepted, and may"
                                + " have been"
                                + " sent again. Both tasks may be billed. Fetch this one: reel resume {}",
                        describe(attempt),
                        task,
                        task);
                Optional<OrderKey> key = key(attempt);
                if (key.isPresent()) {
                    submissions.recordLateAcceptance(key.get().value(), task, worker);
                }
            }
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            markUnknown(
                    attempt,
                    "the vendor returned " + task + ", which belongs to another order. It is unknown whether the"
                            + " vendor also accepted and billed this order. Nothing was sent again. Check the"
                            + " vendor's console, then resolve the order.");
        }
    }

    private void markUnknown(UUID attempt, String message) throws SQLException {
        submissions.markUnknown(attempt, FailureKind.SUBMISSION_UNKNOWN.name(), message, worker);
    }

    /** Writes a result to the local file, so that it survives the end of this process. */
    private void spill(UUID attempt, SubmitOutcome outcome, String sqlState) {
        OrderIntent intent = open.get(attempt);
        if (intent == null) {
            return;
        }
        spillFile
                .append(intent, outcome)
                .peekLeft(failure -> LOG.error(
                        "{}: the result {} is neither in the database (SQL state {}) nor in {} ({}). Keep this process"
                                + " running until the database is back. If it ends, the order becomes UNKNOWN,"
                                + " and may be"
                                + " billed.",
                        describe(attempt),
                        outcome,
                        sqlState,
                        spillFile.path(),
                        failure.kind()));
    }

    /** Tries to record all results that are kept. Returns how many remain. */
    int recordPending() {
        for (Map.Entry<UUID, Result> each : pending.entrySet()) {
            try {
                write(each.getKey(), each.getValue());
            } catch (SQLException e) {
                LOG.debug("results are not recorded yet, SQL state {}", e.getSQLState());
                break;
            }
        }
        return pending.size();
    }

    /** Records the results that dead workers have left in their files. */
    public void recordSpilled() throws SQLException {
        spillFile.recordOthers(result -> {
            try {
                write(result.order().value(), Result.of(result.outcome()));
            } catch (SQLException e) {
                if (!String.valueOf(e.getSQLState()).startsWith(INTEGRITY_VIOLATION)) {
                    throw e;
                }
                LOG.error("the result {} of an earlier worker cannot be recorded: {}", result, e.getSQLState());
            }
        });
    }

    /** Returns the file that keeps the results of this worker. */
    Path spillPath() {
        return spillFile.path();
    }

    @Override
    public void close() {
        spillFile.close();
    }
}
