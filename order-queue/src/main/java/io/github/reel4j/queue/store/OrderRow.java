package io.github.reel4j.queue.store;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.queue.model.OrderFailure;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of the table of orders, with the columns that only workers use. Immutable.
 *
 * @param order what programs see
 * @param requestHash identifies the request
 * @param request the JSON of the request; empty once the vendor has accepted the order
 * @param providerIndex the provider to try next, by its place in the worker's list
 * @param providerAttempts the number of attempts at this provider
 * @param token names the latest attempt
 * @param submittedBy the worker of the latest attempt
 * @param limitKey the rate limit of the latest attempt
 * @param fingerprint of the request at the provider
 * @param callbackTaskId the vendor's task id that a callback named, while the outcome is unknown
 * @param pollState what the polls so far have shown, as JSON
 * @param linkReplacedAt when a fresh link was requested for the delivery
 * @param readAt the time of the database when the row was read
 */
public record OrderRow(
        QueuedOrder order,
        String requestHash,
        Optional<String> request,
        int providerIndex,
        int providerAttempts,
        Optional<UUID> token,
        Optional<String> submittedBy,
        Optional<String> limitKey,
        Optional<String> fingerprint,
        Optional<String> callbackTaskId,
        Optional<String> pollState,
        Optional<Instant> linkReplacedAt,
        Instant readAt) {

    /** The columns that {@link #read} needs. */
    static final String COLUMNS = " *, clock_timestamp() as read_at ";

    static OrderRow read(ResultSet row) throws SQLException {
        return new OrderRow(
                order(row),
                row.getString("request_hash"),
                NullableColumns.text(row, "request"),
                row.getInt("provider_index"),
                row.getInt("provider_attempts"),
                Optional.ofNullable(row.getObject("submit_token", UUID.class)),
                NullableColumns.text(row, "submitted_by"),
                NullableColumns.text(row, "limit_key"),
                NullableColumns.text(row, "fingerprint"),
                NullableColumns.text(row, "callback_task_id"),
                NullableColumns.text(row, "poll_state"),
                NullableColumns.instant(row, "link_replaced_at"),
                NullableColumns.instant(row, "read_at").orElseThrow());
    }

    private static QueuedOrder order(ResultSet row) throws SQLException {
        QueuedOrderState state = QueuedOrderState.valueOf(row.getString("state"));
        // The flag outlives the state: a late acceptance or a cancellation ends it.
        boolean retried = state == QueuedOrderState.REJECTED && row.getBoolean("retryable");
        return new QueuedOrder(
                row.getObject("id", UUID.class),
                OrderKey.of(row.getString("order_key")),
                state,
                Operation.fromId(row.getString("operation")).orElseThrow(),
                row.getInt("attempt"),
                NullableColumns.text(row, "provider").map(ProviderId::of),
                NullableColumns.text(row, "model"),
                price(row),
                NullableColumns.text(row, "task").map(TaskRef::parse),
                failure(row),
                retried,
                NullableColumns.text(row, "video").map(VideoJsonCodec::parse),
                new QueuedOrder.Times(
                        NullableColumns.instant(row, "enqueued_at").orElseThrow(),
                        NullableColumns.instant(row, "submitted_at"),
                        NullableColumns.instant(row, "accepted_at"),
                        NullableColumns.instant(row, "ended_at"),
                        NullableColumns.instant(row, "cancel_requested_at")),
                new QueuedOrder.Delivery(
                        NullableColumns.instant(row, "delivered_at"),
                        row.getInt("delivery_attempts"),
                        NullableColumns.text(row, "delivery_failure")),
                NullableColumns.text(row, "resolved_by"));
    }

    private static ExpectedPrice price(ResultSet row) throws SQLException {
        return new ExpectedPrice(money(row, "price_min"), money(row, "price_max"));
    }

    private static Optional<Money> money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null
                ? Optional.empty()
                : Optional.of(new Money(amount, Currency.getInstance(row.getString("currency"))));
    }

    private static Optional<OrderFailure> failure(ResultSet row) throws SQLException {
        Optional<String> message = NullableColumns.text(row, "failure_message");
        return NullableColumns.text(row, "failure_kind")
                .map(kind -> new OrderFailure(kind(kind), message.orElse(kind)));
    }

    private static FailureKind kind(String name) {
        return Arrays.stream(FailureKind.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(FailureKind.DEFECT);
    }
}
