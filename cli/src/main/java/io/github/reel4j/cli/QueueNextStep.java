package io.github.reel4j.cli;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.queue.model.QueuedOrder;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Describes what the user can do about an order of a queue. */
final class QueueNextStep {

    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9._:/@%+=,-]+");

    private QueueNextStep() {}

    static String of(QueuedOrder order) {
        String key = argument(order.key().value());
        String kind = order.failure().map(each -> " (" + each.kind() + ")").orElse("");
        return switch (order.state()) {
            case QUEUED -> "wait: a worker sends it" + cancelRequested(order);
            case SUBMITTING -> "wait: a worker is sending it" + cancelRequested(order);
            case RUNNING -> "wait: workers poll it" + cancelRequested(order);
            case REJECTED -> rejected(order, kind, key);
            case UNKNOWN ->
                "check " + provider(order) + "'s console for " + describe(order) + ". Record the result: reel queue"
                        + " resolve " + key + " --accepted TASK-ID, or --not-accepted. Until then, assume that it was"
                        + " billed.";
            case HELD ->
                "check in the vendor's console whether the vendor accepted this order. Not accepted: reel queue"
                        + " release " + key + ". Accepted: reel queue cancel " + key
                        + "; the vendor bills it, and you download the video in its console";
            case READY -> ready(order);
            case FAILED -> "nothing" + kind + "; it may have been billed";
            case CANCELLED -> "nothing" + by(order);
        };
    }

    private static String rejected(QueuedOrder order, String kind, String key) {
        return "it was not billed" + kind
                + (order.retried()
                        ? ". Workers send it again. To send it now: reel queue retry "
                        : ". Workers do not send it again. To send it again: reel queue retry ")
                + key + ". To end it: reel queue cancel " + key;
    }

    private static String ready(QueuedOrder order) {
        QueuedOrder.Delivery delivery = order.delivery();
        if (delivery.deliveredAt().isPresent()) {
            return "nothing; it is delivered";
        }
        return delivery.failure()
                .map(failure -> "repair the handler of the workers: it failed " + delivery.attempts() + " times, with "
                        + OrderTable.printable(failure) + ". Workers call it again.")
                .orElse("wait: a worker with a handler delivers it");
    }

    private static String describe(QueuedOrder order) {
        return order.operation()
                + order.model()
                        .map(model -> " with " + OrderTable.printable(model))
                        .orElse("")
                + order.times()
                        .submitted()
                        .map(at -> " of " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }

    private static String provider(QueuedOrder order) {
        return order.provider().map(ProviderId::value).orElse("the vendor");
    }

    private static String cancelRequested(QueuedOrder order) {
        return order.times().cancelRequested().isPresent() ? "; a cancellation is requested" + by(order) : "";
    }

    private static String by(QueuedOrder order) {
        Optional<String> name = order.resolvedBy();
        return name.map(each -> ", by " + OrderTable.printable(each)).orElse("");
    }

    /** Returns the text as one word of a shell command. */
    static String argument(String text) {
        return NEEDS_NO_QUOTES.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
