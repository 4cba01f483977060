package io.github.reel4j.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoClient;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    @Test
    void the_service_loader_finds_all_vendors() {
        List<String> ids = ServiceLoader.load(VendorSimulatorFactory.class).stream()
                .map(each -> each.get().id().value())
                .toList();
        assertThat(ids).containsExactlyInAnyOrder("apixo", "dashscope", "fal", "pixazo");
    }

    @Test
    void a_factory_starts_on_the_port_it_is_given() {
        int port;
        try (VendorSimulator first = new ApixoSimulator().start(0)) {
            port = first.baseUrl().getPort();
            assertThatThrownBy(() -> new PixazoSimulator().start(port)).isInstanceOf(UncheckedIOException.class);
        }
        try (VendorSimulator second = new PixazoSimulator().start(port)) {
            assertThat(second.baseUrl()).hasToString("http://127.0.0.1:" + port);
        }
    }

    @Test
    void two_simulators_side_by_side_do_not_disturb_each_other() throws Exception {
        ManualClock clock = new ManualClock();
        try (Simulator one = PixazoSimulator.builder().clock(clock).start();
                Simulator two = PixazoSimulator.builder().clock(clock).start()) {
            one.nextSubmit(Fault.http(503).beforeAccepting());
            two.nextTask().fails("A", "b");
            PixazoClient first = new PixazoClient(one);
            PixazoClient second = new PixazoClient(two);
            String other = second.order();
            assertThat(first.post(PixazoClient.T2V, PixazoClient.T2V_SAMPLE).status())
                    .isEqualTo(503);
            assertThat(first.post(PixazoClient.WAN_POLL, "{\"task_id\":\"" + other + "\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(one.ledger().orders()).isEmpty();
            assertThat(two.ledger().orders()).hasSize(1);
        }
    }

    @Test
    void orders_from_many_threads_are_all_in_the_ledger() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (Simulator pixazo = PixazoSimulator.create()) {
            PixazoClient client = new PixazoClient(pixazo);
            List<Future<String>> ids = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(client::order))
                    .toList();
            for (Future<String> id : ids) {
                assertThat(id.get()).isNotEmpty();
            }
            assertThat(pixazo.ledger().orders()).hasSize(200);
            assertThat(pixazo.ledger().orders()).extracting(BilledOrder::taskId).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_task_runs_by_the_wall_clock_if_no_other_is_given() throws Exception {
        try (Simulator pixazo = PixazoSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ZERO)
                .start()) {
            PixazoClient client = new PixazoClient(pixazo);
            assertThat(client.poll(PixazoClient.WAN_POLL, "task_id", client.order())
                            .toString())
                    .contains("SUCCEEDED");
        }
    }

    @Test
    void a_closed_simulator_still_shows_its_ledger() throws IOException {
        Simulator pixazo = PixazoSimulator.create();
        new PixazoClient(pixazo).order();
        pixazo.close();
        pixazo.close();
        assertThat(pixazo.ledger().orders()).hasSize(1);
        assertThatThrownBy(() -> new PixazoClient(pixazo).order()).isInstanceOf(IOException.class);
    }

    @Test
    void waiting_for_a_request_that_never_comes_ends() throws Exception {
        try (Simulator pixazo = PixazoSimulator.create()) {
            assertThat(pixazo.ledger().awaitRequests(1, Duration.ofMillis(20))).isFalse();
        }
    }

    @Test
    void a_manual_clock_stands_advances_and_jumps() {
        ManualClock clock = new ManualClock(Instant.EPOCH);
        clock.advance(Duration.ofMinutes(10));
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(600));
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).hasMessageContaining("set");
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    /** A dialect of another vendor: one class. */
    private static final class Acme implements VendorDialect {

        @Override
        public String basePath() {
            return "/v3";
        }

        @Override
        public RequestKind kind(ReceivedRequest request) {
            return request.method().equals("POST") ? RequestKind.SUBMIT : RequestKind.POLL;
        }

        @Override
        public ServerResponse respond(ReceivedRequest request, DialectTaskOperations tasks) {
            if (kind(request) == RequestKind.POLL) {
                return tasks.find(request.path().substring("/v3/".length()))
                        .map(task -> ServerResponse.json(200, "\"" + task.phase() + " " + task.videoOrNull() + "\""))
                        .orElseGet(() -> errorResponse(404));
            }
            JsonBodyValidator body = JsonBodyValidator.of(request.body());
            body.requiredText("wish");
            if (body.problem().isPresent()) {
                return errorResponse(400);
            }
            return ServerResponse.json(202, "\"" + tasks.accept(order(body)).id() + "\"");
        }

        private static BilledOrder order(JsonBodyValidator body) {
            Duration length = Duration.ofSeconds(1);
            Optional<Money> price = body.text("pays").map(Money::parse);
            return new BilledOrder("7", "wish", "/v3", Optional.empty(), "64x48", length, price, body.root());
        }

        @Override
        public Currency currency() {
            return Currency.getInstance("CHF");
        }

        @Override
        public ServerResponse errorResponse(int status) {
            return ServerResponse.json(status, "\"no\"");
        }
    }

    @Test
    void prices_must_be_in_the_currency_of_the_vendor() throws Exception {
        try (Simulator acme = Simulator.withDialect(new Acme()).start()) {
            assertThat(acme.ledger().billed()).isEqualTo(Money.parse("0 CHF"));
            assertThat(wish(acme, "0.30 CHF").status()).isEqualTo(202);
            assertThat(wish(acme, "0.45 CHF").status()).isEqualTo(202);
            assertThat(acme.ledger().billed()).isEqualTo(Money.parse("0.75 CHF"));

            Wire.Response wrong = wish(acme, "1 EUR");

            assertThat(wrong.status()).isEqualTo(500);
            assertThat(wrong.body()).contains("priced an order at 1.00 EUR, but the vendor bills in CHF");
            assertThat(acme.ledger().orders()).hasSize(2);
        }
    }

    private static Wire.Response wish(Simulator acme, String pays) throws IOException {
        return Wire.send(acme.baseUrl(), "POST", "/v3", Map.of(), "{\"wish\": \"rain\", \"pays\": \"" + pays + "\"}");
    }

    @Test
    void results_can_be_on_a_port_of_their_own() throws Exception {
        ManualClock clock = new ManualClock();
        try (Simulator acme = Simulator.withDialect(new Acme())
                .clock(clock)
                .resultsElsewhere()
                .start()) {
            acme.nextTask().id("a/b c");
            assertThat(wish(acme, "1 CHF").status()).isEqualTo(202);
            clock.advance(Duration.ofSeconds(7));
            String address = Wire.send(acme.baseUrl(), "GET", "/v3/a%2Fb%20c", Map.of(), "")
                    .body()
                    .replaceAll("^\"SUCCEEDED |\"$", "");
            URI file = URI.create(address);

            assertThat(file.getPort()).isNotEqualTo(acme.baseUrl().getPort());
            assertThat(file.getRawPath()).isEqualTo("/media/a%2Fb%20c.mp4");
            String signed = file.getRawPath() + "?" + file.getRawQuery();
            assertThat(Wire.send(file, "GET", signed, Map.of(), "").status()).isEqualTo(200);
            assertThat(Wire.send(file, "GET", file.getRawPath(), Map.of(), "").status())
                    .isEqualTo(403);
            assertThat(Wire.send(file, "GET", signed.replace("%2B", "+"), Map.of(), "")
                            .status())
                    .isEqualTo(403);
            assertThat(Wire.send(acme.baseUrl(), "GET", file.getRawPath(), Map.of(), "")
                            .status())
                    .isEqualTo(404);
            assertThat(acme.ledger().downloads()).hasSize(3);
        }
    }

    @Test
    void a_forgotten_task_is_unknown_and_still_billed() throws Exception {
        try (Simulator acme = Simulator.withDialect(new Acme()).start()) {
            assertThat(wish(acme, "1 CHF").status()).isEqualTo(202);
            acme.forgetTasks();
            assertThat(Wire.send(acme.baseUrl(), "GET", "/v3/7", Map.of(), "").status())
                    .isEqualTo(404);
            assertThat(acme.ledger().billed()).isEqualTo(Money.parse("1 CHF"));
        }
    }

    @Test
    void a_dialect_adds_another_vendor() throws Exception {
        ManualClock clock = new ManualClock();
        try (Simulator acme = Simulator.withDialect(new Acme()).clock(clock).start()) {
            assertThat(Wire.send(acme.baseUrl(), "POST", "/v3", Map.of(), "{}").status())
                    .isEqualTo(400);
            acme.nextSubmit(Fault.http(500));
            assertThat(Wire.send(acme.baseUrl(), "POST", "/v3", Map.of(), "{\"wish\":\"rain\"}")
                            .body())
                    .isEqualTo("\"no\"");
            assertThat(acme.ledger().orders()).hasSize(1);
            clock.advance(Duration.ofSeconds(7));
            assertThat(Wire.send(acme.baseUrl(), "GET", "/v3/7", Map.of(), "").body())
                    .startsWith("\"SUCCEEDED http://127.0.0.1")
                    .endsWith("/media/7.mp4\"");
        }
    }
}
