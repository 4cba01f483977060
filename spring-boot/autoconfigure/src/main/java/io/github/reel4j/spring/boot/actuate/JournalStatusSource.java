package io.github.reel4j.spring.boot.actuate;

import io.github.reel4j.VideoException;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.JournalSnapshot;
import io.github.reel4j.journal.OrderSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The orders of a journal. Reads the file, so health checks do not use it. Thread-safe. */
record JournalStatusSource(FileJournal journal) implements OrderStatusSource {

    @Override
    public Map<String, Object> summary() {
        return Map.of();
    }

    @Override
    public Map<String, Long> ordersByState() {
        return snapshot().orders().stream()
                .collect(Collectors.groupingBy(order -> order.state().name(), TreeMap::new, Collectors.counting()));
    }

    @Override
    public List<Map<String, String>> unresolved() {
        return snapshot().unresolved().stream()
                .map(JournalStatusSource::describe)
                .toList();
    }

    private JournalSnapshot snapshot() {
        return journal.read().getOrElseThrow(VideoException::new);
    }

    private static Map<String, String> describe(OrderSummary order) {
        Map<String, String> described = new LinkedHashMap<>();
        order.intent()
                .ifPresent(intent -> described.put("id", intent.order().value().toString()));
        order.key().ifPresent(key -> described.put("key", key.value()));
        described.put("state", order.state().name());
        order.provider().ifPresent(provider -> described.put("provider", provider.value()));
        described.put("submitted", order.at().toString());
        return described;
    }
}
