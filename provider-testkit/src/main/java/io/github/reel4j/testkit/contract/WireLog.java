package io.github.reel4j.testkit.contract;

import io.github.reel4j.redaction.SecretMask;
import io.github.reel4j.testkit.simulator.Arrival;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What has reached the vendor since the log began: when, by the first of it, and the request lines. Shows no key. */
final class WireLog {

    private static final int SHOWN = 12;
    private static final int TIME_COLUMN = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Optional<Simulator> vendor;
    private final String secret;
    private final int before;

    private WireLog(Optional<Simulator> vendor, String secret) {
        this.vendor = vendor;
        this.secret = secret;
        this.before = all().size();
    }

    static WireLog beginning(ProviderUnderTest subject) {
        return new WireLog(subject.wire(), subject.secret());
    }

    List<Arrival> arrivals() {
        List<Arrival> all = all();
        return all.subList(Math.min(before, all.size()), all.size());
    }

    /** Waits for the first request; on a busy machine a client may give up before the vendor has read what it sent. */
    void awaitFirst() {
        try {
            if (vendor.isPresent()) {
                boolean unused = vendor.get().ledger().awaitRequests(before + 1, PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    List<Arrival> arrivals(RequestKind kind) {
        return arrivals().stream().filter(each -> each.kind() == kind).toList();
    }

    /** For example {@code +0 ms, +151 ms}. */
    static String times(List<Arrival> arrivals) {
        return arrivals.stream().map(each -> time(each, arrivals.get(0))).collect(Collectors.joining(", "));
    }

    /** A line for each request, the last dozen of them; empty if none arrived. */
    String lines() {
        List<Arrival> arrivals = arrivals();
        int left = Math.max(0, arrivals.size() - SHOWN);
        String earlier = left == 0 ? "" : "(" + left + " earlier)\n";
        return arrivals.stream()
                .skip(left)
                .map(each -> line(each, arrivals.get(0)))
                .collect(Collectors.joining("\n", earlier, ""));
    }

    /** {@code text} without the key: a provider that is wrong may have put it anywhere. */
    String masked(String text) {
        return SecretMask.of(List.of(secret), List.of()).applied(text);
    }

    private String line(Arrival arrival, Arrival first) {
        return padded(time(arrival, first)) + masked(arrival.request().toString());
    }

    static String padded(String time) {
        return time + " ".repeat(Math.max(1, TIME_COLUMN - time.length()));
    }

    private static String time(Arrival arrival, Arrival first) {
        return "+" + arrival.since(first).toMillis() + " ms";
    }

    private List<Arrival> all() {
        return vendor.map(each -> each.ledger().arrivals()).orElse(List.of());
    }
}
