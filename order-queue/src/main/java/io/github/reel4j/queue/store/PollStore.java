package io.github.reel4j.queue.store;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** Records the results of polls, deliveries and cancel requests. Thread-safe. */
public final class PollStore {

    private final Database database;

    /** Creates a store in this database. */
    public PollStore(Database database) {
        this.database = database;
    }

    /** Records what the polls so far have shown of a task that has not ended. */
    public void recordPoll(UUID id, String pollState) throws SQLException {
        database.update(
                "update reel_order set poll_state = ?::jsonb where id = ? and state = 'RUNNING'", pollState, id);
    }

    /**
     * Records that the video is finished, and schedules its delivery.
     *
     * @param lastPollAt the age of the task at the last poll that saw it running
     * @param age the age of the task now
     */
    public void finish(UUID id, GeneratedVideo video, Duration lastPollAt, Duration age, boolean deliver, String worker)
            throws SQLException {
        database.update("""
                with changed as (
                  update reel_order
                  set state = 'READY', video = ?::jsonb, ended_at = clock_timestamp(), poll_state = null,
                      failure_kind = null, failure_message = null
                  where id = ? and state = 'RUNNING' returning id, attempt),
                events as (
                  insert into reel_order_event (order_id, kind, attempt, worker, data)
                  select id, 'READY', attempt, ?, jsonb_build_object('after_ms', ?::bigint, 'by_ms', ?::bigint)
                  from changed)
                insert into reel_delivery (task_name, task_instance, execution_time, picked, version, priority)
                select 'reel-delivery', id::text, clock_timestamp(), false, 1, 0 from changed where ?
                on conflict (task_name, task_instance) do nothing
                """, VideoJsonCodec.format(video), id, worker, lastPollAt.toMillis(), age.toMillis(), deliver);
    }

    /** Records that the task has ended without a video. */
    public void fail(UUID id, FailureKind kind, String message, boolean cancelled, String worker) throws SQLException {
        database.update("""
                with changed as (
                  update reel_order
                  set state = ?, failure_kind = ?, failure_message = ?, ended_at = clock_timestamp(), poll_state = null
                  where id = ? and state = 'RUNNING' returning id, attempt, state)
                insert into reel_order_event (order_id, kind, attempt, worker, data)
                select id, state, attempt, ?, jsonb_build_object('failure', ?::text) from changed
                """, cancelled ? "CANCELLED" : "FAILED", kind.name(), message, id, worker, kind.name());
    }

    /** Records an event of an order that does not change its state. */
    public void recordEvent(UUID id, String kind, String worker, String detail) throws SQLException {
        database.update("""
                insert into reel_order_event (order_id, kind, attempt, worker, data)
                select id, ?, attempt, ?, jsonb_build_object('detail', ?::text) from reel_order where id = ?
                """, kind, worker, detail, id);
    }

    /** Replaces the link to a finished video by a fresh one. */
    public void replaceVideo(UUID id, GeneratedVideo video) throws SQLException {
        database.update(
                "update reel_order set video = ?::jsonb, link_replaced_at = clock_timestamp() where id = ? and"
                        + " state = 'READY'",
                VideoJsonCodec.format(video),
                id);
    }

    /** Records that the program's handler has accepted the video. */
    public void recordDelivered(UUID id, String worker) throws SQLException {
        database.update("""
                with changed as (
                  update reel_order
                  set delivered_at = clock_timestamp(), delivery_attempts = delivery_attempts + 1,
                      delivery_failure = null
                  where id = ? and delivered_at is null returning id, attempt)
                insert into reel_order_event (order_id, kind, attempt, worker)
                select id, 'DELIVERED', attempt, ? from changed
                """, id, worker);
    }

    /** Records that the program's handler has failed with an exception of this class. */
    public void recordDeliveryFailure(UUID id, String exception) throws SQLException {
        database.update(
                "update reel_order set delivery_attempts = delivery_attempts + 1, delivery_failure = ? where id = ?",
                exception,
                id);
    }

    /** Schedules the delivery of finished orders that have none, for example because no worker had a handler. */
    public int scheduleMissingDeliveries() throws SQLException {
        return database.update("""
                insert into reel_delivery (task_name, task_instance, execution_time, picked, version, priority)
                select 'reel-delivery', o.id::text, clock_timestamp(), false, 1, 0 from reel_order o
                where o.state = 'READY' and o.delivered_at is null and o.delivery_attempts = 0
                  and o.ended_at < clock_timestamp() - interval '10 seconds'
                  and not exists (select from reel_delivery d where d.task_instance = o.id::text)
                limit 1000
                on conflict (task_name, task_instance) do nothing
                """);
    }
}
