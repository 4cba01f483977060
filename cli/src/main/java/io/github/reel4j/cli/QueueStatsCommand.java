package io.github.reel4j.cli;

import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueueHealth;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code reel queue stats}: counts the orders of a queue by state. */
@Command(
        name = "stats",
        description = "Shows the number of orders in each state, the oldest queued order, paused limits, and workers.")
final class QueueStatsCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    QueueOptions options = new QueueOptions();

    QueueStatsCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        QueueHealth health = QueueCall.run(options.queue(context), OrderQueue::health);
        QueueJson.health(context.report(), health);
        if (!options.json) {
            context.terminal().data(text(health));
        }
        if (health.needsPerson()) {
            context.terminal().warn("orders need a person: reel queue list --state unknown,held");
        }
        if (health.liveWorkers().isEmpty() && health.count(QueuedOrderState.QUEUED) > 0) {
            context.terminal().warn("no worker runs, so queued orders are not sent");
        }
        return ExitCodes.OK;
    }

    private static String text(QueueHealth health) {
        List<List<String>> rows = new ArrayList<>();
        for (QueuedOrderState state : QueuedOrderState.values()) {
            rows.add(List.of(state.name().toLowerCase(Locale.ROOT), Long.toString(health.count(state))));
        }
        rows.add(List.of(
                "oldest queued", health.oldestQueued().map(OrderTable::age).orElse("-")));
        rows.add(List.of("not delivered after a failure", Long.toString(health.failedDeliveries())));
        new TreeMap<>(health.pausedLimits())
                .forEach((limit, until) -> rows.add(List.of("paused: " + limit, "until " + until)));
        rows.add(List.of("live workers", workers(health.liveWorkers())));
        rows.add(List.of("dead workers", workers(health.deadWorkers())));
        return QueueTable.aligned(rows);
    }

    private static String workers(List<String> names) {
        return names.isEmpty() ? "0" : names.size() + ": " + String.join(", ", names);
    }
}
