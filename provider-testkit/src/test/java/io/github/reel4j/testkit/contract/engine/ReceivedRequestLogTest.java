package io.github.reel4j.testkit.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.subject.InMemoryUnderTest;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.contract.support.FixedFactory;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.vavr.control.Try;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceivedRequestLogTest {

    private final SimulatedProvider subject =
            new SimulatedProvider(new FixedFactory(new InMemoryVideoProvider()), PixazoSimulator.builder());
    private final Simulator vendor = subject.wire().orElseThrow();

    @AfterEach
    void close() {
        subject.close();
    }

    @Test
    void requests_before_its_start_are_not_in_the_log() throws IOException {
        request("/early");

        ReceivedRequestLog log = ReceivedRequestLog.startingNow(subject);
        assertThat(log.lines()).isEmpty();

        request("/late");
        assertThat(log.lines()).isEqualTo("+0 ms     GET /late (0 characters)");
    }

    @Test
    void a_reset_of_the_ledger_empties_the_log() throws IOException {
        request("/early");
        ReceivedRequestLog log = ReceivedRequestLog.startingNow(subject);

        vendor.reset();

        assertThat(log.arrivals()).isEmpty();
    }

    @Test
    void the_last_12_requests_are_listed() throws IOException {
        ReceivedRequestLog log = ReceivedRequestLog.startingNow(subject);
        for (int request = 1; request <= 12; request++) {
            request("/" + request);
        }
        assertThat(log.lines().lines()).hasSize(12).first().asString().endsWith("GET /1 (0 characters)");

        request("/13");
        request("/14");

        assertThat(log.lines().lines()).hasSize(13).first().isEqualTo("(2 earlier)");
        assertThat(log.lines().lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).matches("\\+\\d+ ms +GET /3 \\(0 characters\\)"));
        assertThat(log.lines().lines()).last().asString().endsWith("GET /14 (0 characters)");
    }

    @Test
    void a_long_time_is_followed_by_a_space() {
        assertThat(ReceivedRequestLog.padded("+123456 ms")).isEqualTo("+123456 ms ");
        assertThat(ReceivedRequestLog.padded("+0 ms")).isEqualTo("+0 ms     ");
    }

    @Test
    void the_key_is_not_shown() throws IOException {
        ReceivedRequestLog log = ReceivedRequestLog.startingNow(subject);

        request("/v1?key=" + subject.secret());

        assertThat(log.lines()).endsWith("GET /v1?key=*** (0 characters)");
        assertThat(log.masked("it is " + subject.secret())).isEqualTo("it is ***");
    }

    @Test
    void without_a_vendor_nothing_arrives_and_nothing_is_masked() {
        ReceivedRequestLog log = ReceivedRequestLog.startingNow(new InMemoryUnderTest());

        log.awaitFirst();

        assertThat(log.arrivals()).isEmpty();
        assertThat(log.masked("as it is")).isEqualTo("as it is");
    }

    @Test
    void arrivals_are_listed_by_kind_with_their_times() throws IOException {
        ReceivedRequestLog log = ReceivedRequestLog.startingNow(subject);
        request("/first");
        request("/second");

        List<RecordedRequest> others = log.arrivals(RequestKind.OTHER);

        assertThat(others).hasSize(2).isEqualTo(log.arrivals());
        assertThat(log.arrivals(RequestKind.SUBMIT)).isEmpty();
        assertThat(ReceivedRequestLog.times(others)).matches("\\+0 ms, \\+\\d+ ms");
    }

    @Test
    void await_first_waits_for_the_first_request() throws IOException {
        request("/early");
        ReceivedRequestLog log = ReceivedRequestLog.startingNow(subject);
        CompletableFuture<Void> late =
                CompletableFuture.runAsync(() -> Try.run(() -> request("/late")).get());

        log.awaitFirst();

        assertThat(log.arrivals()).hasSize(1);
        late.join();
    }

    private void request(String target) throws IOException {
        URI base = vendor.baseUrl();
        URL address = new URL(base.getScheme(), base.getHost(), base.getPort(), target);
        HttpURLConnection connection = (HttpURLConnection) address.openConnection();
        assertThat(connection.getResponseCode()).isGreaterThanOrEqualTo(400);
    }
}
