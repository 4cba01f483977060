package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Checks that a provider always returns the same id and model table: on other threads, in other locales and time zones,
 * at other times, and after orders and faults.
 */
record RepeatedTables(ContractContext context, RuleCheck check) {

    private record Table(ProviderId id, List<ModelSpec> models) {}

    void requireSame() {
        VideoProvider provider = context.provider();
        Table first = table(provider);
        for (int i = 0; i < 3; i++) {
            requireSame("when read again", first, provider);
        }
        changed(provider.models());
        requireSame("after a caller tried to change the list", first, provider);
        requireSame("of another instance", first, context.subject().with(Map.of()));
        IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> table(provider)))
                .toList()
                .forEach(other -> check.requireEqual(first, other.join(), "the table is the same on other threads"));
        for (Duration clock : List.of(Duration.ofDays(40), Duration.ofDays(-400))) {
            context.subject().setClockAhead(clock);
            requireSame("when the clock is " + clock + " ahead", first, provider);
        }
        context.subject().setClockAhead(Duration.ZERO);
        LocaleAndZone.inEach(() -> requireSame("in another locale and time zone", first, provider));
        context.requireNoRequest(check, 0);
        OrdersWithFaults orders = new OrdersWithFaults(context, check);
        context.operations().stream()
                .flatMap(operation -> context.orders(operation).stream())
                .filter(order -> order.callback().isEmpty())
                .forEach(order -> orders.meet(order, when -> requireSame(when, first, provider)));
        Operation operation = context.operations().get(0);
        TaskRef task = context.submitted(check, operation);
        context.subject().finishTasks();
        GeneratedVideo unused = context.finishedVideo(check, task);
        requireSame("after the video of a task was reported", first, provider);
        int requests = context.requests();
        requireSame(
                "of another instance, after orders and faults",
                first,
                context.subject().with(Map.of()));
        context.requireNoRequest(check, requests);
    }

    private void requireSame(String when, Table first, VideoProvider provider) {
        Table other = table(provider);
        check.requireEqual(first.id(), other.id(), "the id is the same " + when);
        check.requireEqual(first.models(), other.models(), "the model table is the same " + when);
    }

    private static Table table(VideoProvider provider) {
        return new Table(provider.id(), List.copyOf(provider.models()));
    }

    private static void changed(List<ModelSpec> models) {
        try {
            models.clear();
        } catch (UnsupportedOperationException e) {
            // the list is immutable
        }
    }
}
