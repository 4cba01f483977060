package io.github.reel4j.cli;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderLogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code reel queue show}: prints an order of a queue and its events. */
@Command(
        name = "show",
        description = {
            "Shows an order of the queue with all its events.",
            "The URL of a finished video gives access to it. It expires: vendors document 24 hours, or nothing."
        })
final class QueueShowCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    QueueOptions options = new QueueOptions();

    @Parameters(paramLabel = "KEY", description = "The key of the order.")
    OrderKey key = OrderKey.of("none");

    QueueShowCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OrderQueue queue = options.queue(context);
        QueuedOrder order = QueueCall.run(queue, each -> each.find(key))
                .orElseThrow(() -> new CliException(
                        ExitCodes.USAGE, "USAGE  there is no order with the key " + key + ". See: reel queue list"));
        List<QueuedOrderLogEntry> events = QueueCall.run(queue, each -> each.events(key));
        Map<String, Object> fields = QueueJson.order(order);
        order.video().ifPresent(video -> {
            fields.put("url", video.url().toString());
            video.expiresAt().ifPresent(time -> fields.put("expires_at", time.toString()));
            if (!video.others().isEmpty()) {
                fields.put(
                        "other_urls",
                        video.others().stream()
                                .map(each -> each.url().toString())
                                .toList());
            }
        });
        fields.forEach(context.report()::put);
        context.report().put("events", events.stream().map(QueueJson::event).toList());
        if (!options.json) {
            context.terminal().data(text(fields, order) + "\n\n" + text(events));
        }
        return ExitCodes.OK;
    }

    private static String text(Map<String, Object> fields, QueuedOrder order) {
        List<List<String>> rows = new ArrayList<>();
        fields.forEach((name, value) -> rows.add(List.of(
                name.replace('_', ' '),
                OrderTable.printable(name.equals("price") ? order.price().toString() : value.toString()))));
        return QueueTable.aligned(rows);
    }

    private static String text(List<QueuedOrderLogEntry> events) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("TIME", "EVENT", "ATTEMPTS", "WORKER", "DETAILS")));
        events.forEach(event -> rows.add(List.of(
                event.at().toString(),
                event.kind(),
                Integer.toString(event.attempt()),
                event.worker().orElse("-"),
                new TreeMap<>(event.details())
                        .entrySet().stream()
                                .map(each -> each.getKey() + "=" + OrderTable.printable(each.getValue()))
                                .collect(Collectors.joining(" ")))));
        return QueueTable.aligned(rows);
    }
}
