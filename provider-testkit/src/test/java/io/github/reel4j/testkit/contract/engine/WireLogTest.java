package io.github.reel4j.testkit.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.InMemoryUnderTest;
import io.github.reel4j.testkit.contract.SimulatedProvider;
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

class WireLogTest {

    private final SimulatedProvider subject =
            new SimulatedProvider(new FixedFactory(new InMemoryVideoProvider()), PixazoSimulator.builder());
    private final Simulator vendor = subject.wire().orElseThrow();

    @AfterEach
    void close() {
        subject.close();
    }

    @Test
    void what_came_before_it_began_is_not_in_it() throws IOException {
        ask("/early");

        WireLog log = WireLog.startingNow(subject);
        assertThat(log.lines()).isEmpty();

        ask("/late");
        assertThat(log.lines()).isEqualTo("+0 ms     GET /late (0 characters)");
    }

    @Test
    void what_the_vendor_has_forgotten_is_not_in_it() throws IOException {
        ask("/early");
        WireLog log = WireLog.startingNow(subject);

        vendor.reset();

        assertThat(log.arrivals()).isEmpty();
    }

    @Test
    void the_last_dozen_is_shown_with_the_time_since_the_first_of_all() throws IOException {
        WireLog log = WireLog.startingNow(subject);
        for (int request = 1; request <= 12; request++) {
            ask("/" + request);
        }
        assertThat(log.lines().lines()).hasSize(12).first().asString().endsWith("GET /1 (0 characters)");

        ask("/13");
        ask("/14");

        assertThat(log.lines().lines()).hasSize(13).first().isEqualTo("(2 earlier)");
        assertThat(log.lines().lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).matches("\\+\\d+ ms +GET /3 \\(0 characters\\)"));
        assertThat(log.lines().lines()).last().asString().endsWith("GET /14 (0 characters)");
    }

    @Test
    void a_time_that_fills_its_column_keeps_a_blank_behind_it() {
        assertThat(WireLog.padded("+123456 ms")).isEqualTo("+123456 ms ");
        assertThat(WireLog.padded("+0 ms")).isEqualTo("+0 ms     ");
    }

    @Test
    void the_key_is_not_shown() throws IOException {
        WireLog log = WireLog.startingNow(subject);

        ask("/v1?key=" + subject.secret());

        assertThat(log.lines()).endsWith("GET /v1?key=*** (0 characters)");
        assertThat(log.masked("it is " + subject.secret())).isEqualTo("it is ***");
    }

    @Test
    void without_a_vendor_nothing_arrives_and_nothing_is_masked() {
        WireLog log = WireLog.startingNow(new InMemoryUnderTest());

        log.awaitFirst();

        assertThat(log.arrivals()).isEmpty();
        assertThat(log.masked("as it is")).isEqualTo("as it is");
    }

    @Test
    void arrivals_are_told_by_their_kind_and_when_they_came() throws IOException {
        WireLog log = WireLog.startingNow(subject);
        ask("/first");
        ask("/second");

        List<RecordedRequest> others = log.arrivals(RequestKind.OTHER);

        assertThat(others).hasSize(2).isEqualTo(log.arrivals());
        assertThat(log.arrivals(RequestKind.SUBMIT)).isEmpty();
        assertThat(WireLog.times(others)).matches("\\+0 ms, \\+\\d+ ms");
    }

    @Test
    void the_first_request_is_waited_for() throws IOException {
        ask("/early");
        WireLog log = WireLog.startingNow(subject);
        CompletableFuture<Void> late =
                CompletableFuture.runAsync(() -> Try.run(() -> ask("/late")).get());

        log.awaitFirst();

        assertThat(log.arrivals()).hasSize(1);
        late.join();
    }

    private void ask(String target) throws IOException {
        URI base = vendor.baseUrl();
        URL address = new URL(base.getScheme(), base.getHost(), base.getPort(), target);
        HttpURLConnection connection = (HttpURLConnection) address.openConnection();
        assertThat(connection.getResponseCode()).isGreaterThanOrEqualTo(400);
    }
}
