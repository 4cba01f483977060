package io.github.reel4j.testkit.contract.engine;

import io.github.reel4j.redaction.SecretMask;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The requests that reached the vendor since the log was started. Its text does not contain the API key. */
public final class ReceivedRequestLog {

    private static final int MAX_LISTED_REQUESTS = 12;
    private static final int TIME_COLUMN = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Optional<Simulator> vendor;
    private final List<String> secrets;
    private final int before;

    private ReceivedRequestLog(Optional<Simulator> vendor, List<String> secrets) {
        this.vendor = vendor;
        this.secrets = secrets;
        this.before = all().size();
    }

    /** Starts a log. */
    public static ReceivedRequestLog startingNow(ProviderUnderTest subject) {
        List<String> secrets = new ArrayList<>(subject.credentials().values());
        secrets.add(subject.secret());
        secrets.add(subject.callbackSecret());
        return new ReceivedRequestLog(subject.wire(), List.copyOf(secrets));
    }

    /** Returns the requests of all kinds. */
    public List<RecordedRequest> arrivals() {
        List<RecordedRequest> all = all();
        return all.subList(Math.min(before, all.size()), all.size());
    }

    /**
     * Waits up to 5 s for the first request. On a busy machine a client may time out before the vendor has read its
     * request.
     */
    public void awaitFirst() {
        try {
            if (vendor.isPresent()) {
                boolean unused = vendor.get().ledger().awaitRequests(before + 1, TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Returns the number of requests of any kind. */
    public int size() {
        return arrivals().size();
    }

    /** Returns the requests of one kind. */
    public List<RecordedRequest> arrivals(RequestKind kind) {
        return arrivals().stream().filter(each -> each.kind() == kind).toList();
    }

    /** Formats arrival times relative to the first one, for example {@code +0 ms, +151 ms}. */
    public static String times(List<RecordedRequest> arrivals) {
        return arrivals.stream().map(each -> time(each, arrivals.get(0))).collect(Collectors.joining(", "));
    }

    /** Returns one line for each of the last 12 requests; empty if none arrived. */
    String lines() {
        List<RecordedRequest> arrivals = arrivals();
        int left = Math.max(0, arrivals.size() - MAX_LISTED_REQUESTS);
        String earlier = left == 0 ? "" : "(" + left + " earlier)\n";
        return arrivals.stream()
                .skip(left)
                .map(each -> line(each, arrivals.get(0)))
                .collect(Collectors.joining("\n", earlier, ""));
    }

    /** Masks the API key and the secret of callbacks in {@code text}, because a wrong provider may leak it anywhere. */
    String masked(String text) {
        return SecretMask.of(secrets, List.of()).apply(text);
    }

    private String line(RecordedRequest request, RecordedRequest first) {
        return padded(time(request, first)) + masked(request.request().toString());
    }

    static String padded(String time) {
        return time + " ".repeat(Math.max(1, TIME_COLUMN - time.length()));
    }

    private static String time(RecordedRequest request, RecordedRequest first) {
        return "+" + request.since(first).toMillis() + " ms";
    }

    private List<RecordedRequest> all() {
        return vendor.map(each -> each.ledger().recordedRequests()).orElse(List.of());
    }
}
