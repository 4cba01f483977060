package io.github.reel4j.queue.store;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spending.SlidingWindowSum.Excess;
import io.vavr.control.Either;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Records that an order is about to be sent, and the result. This is what keeps an order from being sent twice: an
 * attempt may be sent only after {@link #start} has committed it with the attempt's own token, and no statement leads
 * back. Leases, heartbeats and clocks do not matter. Thread-safe.
 */
public final class SubmissionStore {

    // The setting is local to the transaction: a user may have set synchronous_commit = off for the connection.
    private static final String START = """
            with durable as (select set_config('synchronous_commit', 'on', true)),
            started as (
              update reel_order o
              set state = 'SUBMITTING', attempt = o.attempt + 1, submit_token = ?, submitted_by = ?,
                  submitted_at = clock_timestamp(), provider = ?, limit_key = ?, model = ?, fingerprint = ?,
                  price_min = ?, price_max = ?, currency = ?, failure_kind = null, failure_message = null,
                  provider_attempts = o.provider_attempts + 1, retryable = false
              from durable, reel_queue_info i
              where o.order_key = ? and (o.state = 'QUEUED' or (o.state = 'REJECTED' and o.retryable))
                and o.cancel_requested_at is null and o.callback_task_id is null
                and o.request_hash = ? and i.server_identity = reel_server_identity() and clock_timestamp() < ?
              returning o.id, o.attempt)
            insert into reel_order_event (order_id, kind, attempt, worker, data)
            select id, 'SUBMITTING', attempt, ?, jsonb_build_object('provider', ?::text) from started
            """;

    private static final String ACCEPT = """
            with durable as (select set_config('synchronous_commit', 'on', true)),
            changed as (
              update reel_order o
              set state = 'RUNNING', task = ?, task_key = ?, accepted_at = clock_timestamp(), failure_kind = null,
                  failure_message = null, request = case when ? then request end
              from durable
              where submit_token = ? and state in ('SUBMITTING', 'UNKNOWN', 'REJECTED')
              returning o.id, o.attempt),
            events as (
              insert into reel_order_event (order_id, kind, attempt, worker)
              select id, 'ACCEPTED', attempt, ? from changed)
            insert into reel_execution (task_name, task_instance, execution_time, picked, version, priority)
            select 'reel-order', id::text, clock_timestamp(), false, 1, 1000 from changed
            on conflict (task_name, task_instance) do update set priority = excluded.priority
            """;

    // A callback that has named a task contradicts a rejection: the order is of unknown outcome, and not sent again.
    private static final String END_WITHOUT_TASK = """
            with durable as (select set_config('synchronous_commit', 'on', true)),
            changed as (
              update reel_order o
              set state = case when ?::text = 'REJECTED' and o.callback_task_id is null then 'REJECTED'
                    else 'UNKNOWN' end,
                  failure_kind = ?, failure_message = ?, retryable = ?
              from durable
              where submit_token = ? and (state = 'SUBMITTING'
                or (state = 'UNKNOWN' and ?::text = 'REJECTED' and o.callback_task_id is null))
              returning o.id, o.attempt, o.state, o.retryable),
            events as (
              insert into reel_order_event (order_id, kind, attempt, worker, data)
              select id, state, attempt, ?, jsonb_build_object('failure', ?::text) from changed)
            insert into reel_execution (task_name, task_instance, execution_time, picked, version, priority)
            select 'reel-order', id::text, clock_timestamp() + interval '5 seconds', false, 1, 0 from changed
            where state = 'UNKNOWN' or retryable
            on conflict (task_name, task_instance) do nothing
            """;

    private final Database database;
    private final SpendStore spending;

    /** Creates a store in this database. */
    public SubmissionStore(Database database) {
        this.database = database;
        this.spending = new SpendStore(database);
    }

    /**
     * An attempt to send an order.
     *
     * @param intent what is sent; its order id is the token of the attempt
     * @param permitExpiry when the permit of the rate limit ends, by the clock of the database
     */
    public record Attempt(OrderIntent intent, String limitKey, String worker, Instant permitExpiry) {

        UUID token() {
            return intent.order().value();
        }

        /** Returns the account, which several providers may share: the limit key is {@code provider/account}. */
        String account() {
            return limitKey.substring(limitKey.indexOf('/') + 1);
        }
    }

    /**
     * Records that the attempt is about to be sent.
     *
     * @return whether it was recorded, and may be sent; if not, the order is in another state, is to be cancelled, the
     *     permit has expired, or the database has another history than before
     */
    public boolean start(Attempt attempt) throws SQLException {
        return database.withConnection(connection -> start(connection, attempt));
    }

    /**
     * Records as {@link #start(Attempt)} does, if the order also fits under the spend limit.
     *
     * @return whether it was recorded; or why it does not fit
     */
    public Either<Excess, Boolean> startWithin(Attempt attempt, SpendLimit limit) throws SQLException {
        return database.inTransaction(connection -> {
            Optional<Excess> excess = spending.check(
                    connection,
                    attempt.account(),
                    limit,
                    attempt.intent().price().max());
            return excess.isPresent() ? Either.left(excess.get()) : Either.right(start(connection, attempt));
        });
    }

    private boolean start(Connection connection, Attempt attempt) throws SQLException {
        OrderIntent intent = attempt.intent();
        var claim = intent.keyClaim().orElseThrow();
        Optional<Money> min = intent.price().min();
        Optional<Money> max = intent.price().max();
        return database.update(
                        connection,
                        START,
                        attempt.token(),
                        attempt.worker(),
                        intent.provider().value(),
                        attempt.limitKey(),
                        intent.model(),
                        intent.fingerprint(),
                        min.map(Money::amount).orElse(null),
                        max.map(Money::amount).orElse(null),
                        max.map(money -> money.currency().getCurrencyCode()).orElse(null),
                        claim.key().value(),
                        claim.requestHash(),
                        attempt.permitExpiry(),
                        attempt.worker(),
                        intent.provider().value())
                == 1;
    }

    /**
     * Returns whether the attempt is recorded, although its transaction was cut off. Waits for a transaction that still
     * runs: the row is locked by its key, which that transaction does not change.
     */
    public boolean isStarted(Attempt attempt) throws SQLException {
        return database.inTransaction(connection -> !database
                .query(
                        connection,
                        "select submit_token from reel_order where order_key = ? for update",
                        row -> Optional.ofNullable(row.getObject(1, UUID.class)),
                        attempt.intent().keyClaim().orElseThrow().key().value())
                .stream()
                .flatMap(Optional::stream)
                .filter(attempt.token()::equals)
                .toList()
                .isEmpty());
    }

    /**
     * Records that the vendor has accepted the attempt. May be repeated.
     *
     * @param keepRequest whether the stored request is kept
     * @return whether the order has the task now; false if a person has resolved the order in another way and it was
     *     sent again, or the task belongs to another order
     */
    public boolean accept(UUID token, TaskRef task, String worker, boolean keepRequest) throws SQLException {
        if (database.update(ACCEPT, task.toString(), TaskReferenceFactory.key(task), keepRequest, token, worker) == 1) {
            return true;
        }
        return database.first(
                        "select 1 from reel_order where submit_token = ? and task_key = ?",
                        row -> true,
                        token,
                        TaskReferenceFactory.key(task))
                .isPresent();
    }

    /** Records that the vendor provably did not accept the attempt. May be repeated. */
    public void reject(UUID token, String failureKind, String message, String worker) throws SQLException {
        end(token, "REJECTED", failureKind, message, RetryRules.mayRetry(FailureKind.valueOf(failureKind)), worker);
    }

    /** Records that it is unknown whether the vendor accepted the attempt. May be repeated. */
    public void markUnknown(UUID token, String failureKind, String message, String worker) throws SQLException {
        end(token, "UNKNOWN", failureKind, message, false, worker);
    }

    private void end(UUID token, String state, String failureKind, String message, boolean retryable, String worker)
            throws SQLException {
        database.update(END_WITHOUT_TASK, state, failureKind, message, retryable, token, state, worker, failureKind);
    }

    /**
     * Records that the vendor has accepted an attempt which the row of its order no longer names, for example because a
     * person has resolved the order in another way, or a standby without the attempt was promoted. The task is billed.
     */
    public void recordLateAcceptance(String orderKey, TaskRef task, String worker) throws SQLException {
        database.update("""
                with held as (
                  update reel_order
                  set state = 'HELD', failure_kind = 'SUBMISSION_UNKNOWN',
                      failure_message = 'the vendor accepted an attempt that the database has lost, as ' || ?
                        || '. The task is billed: fetch it with reel resume, and cancel this order.'
                  where order_key = ? and state in ('QUEUED', 'HELD'))
                insert into reel_order_event (order_id, kind, attempt, worker, data)
                select id, 'ACCEPTED_LATE', attempt, ?, jsonb_build_object('task', ?::text)
                from reel_order where order_key = ?
                """, task.toString(), orderKey, worker, task.toString(), orderKey);
    }

    /** Records the message of the latest attempt's failure. */
    public void describeFailure(UUID token, String message) throws SQLException {
        database.update(
                "update reel_order set failure_message = ? where submit_token = ? and state in ('REJECTED', 'UNKNOWN')",
                message,
                token);
    }

    /** Records that an order was not sent, because its request or its price is not allowed. It can be retried. */
    public void rejectUnsent(UUID id, String failureKind, String message, String worker) throws SQLException {
        database.update("""
                with changed as (
                  update reel_order
                  set state = 'REJECTED', failure_kind = ?, failure_message = ?, retryable = false
                  where id = ? and state in ('QUEUED', 'REJECTED') returning id, attempt)
                insert into reel_order_event (order_id, kind, attempt, worker, data)
                select id, 'REJECTED', attempt, ?, jsonb_build_object('failure', ?::text) from changed
                """, failureKind, message, id, worker, failureKind);
    }

    /** Records that a rejected order is not sent again by itself. */
    public void stopRetrying(UUID id) throws SQLException {
        database.update("update reel_order set retryable = false where id = ? and state = 'REJECTED'", id);
    }

    /** Records that the next attempt goes to the provider at this place of the list. */
    public void moveToProvider(UUID id, int index) throws SQLException {
        database.update(
                "update reel_order set provider_index = ?, provider_attempts = 0, retryable = state ="
                        + " 'REJECTED' where id = ?",
                index,
                id);
    }
}
