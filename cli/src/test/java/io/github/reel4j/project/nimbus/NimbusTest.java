package io.github.reel4j.project.nimbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.reel4j.CallbackResponse;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.testkit.architecture.ProviderRules;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.simulator.CallbackScript;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that a third vendor needs less than 400 lines and a table in one package, and no change elsewhere. */
class NimbusTest {

    private static final String PACKAGE = NimbusTest.class.getPackageName();
    private static final Pattern TESTS = Pattern.compile(".*/Nimbus(\\w*Test|Dialect)(\\$.*)?\\.class");
    private static final int MAX_LINES = 400;

    private final VendorTestHarness run =
            new VendorTestHarness(Simulator.withDialect(new NimbusDialect()), new NimbusProviderFactory());
    private final Simulator vendor = run.vendor();
    private final VideoClient client = run.client();

    @AfterEach
    void close() {
        run.close();
    }

    static Stream<ArchRule> rules() {
        return Stream.concat(ProviderRules.ALL.stream(), Stream.of(ProviderRules.noOtherProvider(PACKAGE)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void it_passes_the_rules_for_providers(ArchRule rule) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(location -> !location.matches(TESTS))
                .importPackages(PACKAGE);

        assertThat(classes).hasSizeGreaterThan(8);
        rule.check(classes);
    }

    @Test
    void it_has_less_than_400_lines_besides_its_table() throws IOException {
        Path folder = Path.of("src", "test", "java").resolve(PACKAGE.replace('.', '/'));
        long lines = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                lines += name.matches("\\w*(Test|Dialect|Models)\\.java")
                        ? 0
                        : Files.readAllLines(file).size();
            }
        }
        assertThat(lines).isBetween(200L, MAX_LINES - 1L);
    }

    @Test
    void an_id_too_large_for_a_double_stays_exact() {
        var task = client.submit(order());

        assertThat(task.ref().id()).isEqualTo("9007199254740993");
        assertThat(task.await().url().getPath()).contains("9007199254740993");
        assertThat(vendor.ledger().submits().get(0).method()).isEqualTo("PUT");
    }

    @Test
    void its_prices_are_in_euros() {
        Estimate estimate = client.estimate(order());

        assertThat(estimate)
                .isInstanceOfSatisfying(
                        Estimate.Known.class, known -> assertThat(known.money()).isEqualTo(Money.parse("0.90 EUR")));
    }

    @Test
    void it_bills_the_estimate_in_euros() {
        var first = client.submit(order());
        var second = client.submit(order());

        assertThat(first.ref()).isNotEqualTo(second.ref());
        assertThat(vendor.ledger().billed()).isEqualTo(Money.parse("1.80 EUR"));
        assertThat(vendor.ledger().toString()).contains("2 orders, 1.80 EUR", ", 0.90 EUR");
    }

    @Test
    void its_error_is_read_from_its_own_fields() {
        vendor.nextSubmit(Fault.http(403)
                .body("{\"problem\": {\"title\": \"REGION\", \"detail\": \"Not rendered in your region\"}}"));

        VideoFailure failure = VendorTestHarness.failure(() -> client.submit(order()));

        assertThat(failure.kind()).isEqualTo(FailureKind.FORBIDDEN);
        assertThat(failure.vendorCode()).contains("REGION");
        assertThat(failure.vendorMessage()).contains("Not rendered in your region");
    }

    @Test
    void a_failed_result_request_does_not_fail_the_job() {
        var task = client.submit(order());
        vendor.nextPoll(Fault.response(
                200, "application/json", "{\"job\": {\"number\": 9007199254740993, \"progress\": {\"status\": 30}}}"));
        vendor.nextPoll(Fault.http(500));

        VideoFailure failure = VendorTestHarness.failure(() -> client.status(task.ref()));

        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(task.await().url()).isNotNull();
    }

    @Test
    void a_waiting_job_is_cancelled_free_and_a_finished_one_not() {
        vendor.nextTask().queued(Duration.ofHours(1));
        var waiting = client.submit(order()).ref();
        var done = client.submit(order()).ref();

        assertThat(client.cancel(waiting))
                .isEqualTo(new CancelOutcome(CancelOutcome.Effect.CANCELLED, BillingStatus.NOT_BILLED));
        assertThat(client.status(waiting)).isInstanceOf(TaskStatus.Cancelled.class);
        assertThat(client.cancel(done))
                .isEqualTo(new CancelOutcome(CancelOutcome.Effect.ALREADY_FINISHED, BillingStatus.BILLED));
        assertThat(vendor.ledger().cancels()).hasSize(2);
    }

    @Test
    void signed_callbacks_are_accepted_and_forged_ones_not() throws Exception {
        BlockingQueue<CallbackResponse> outcomes = new LinkedBlockingQueue<>();
        try (LoopbackServer web = LoopbackServer.bind(0);
                VideoClient called = run.builder()
                        .property("nimbus.callback-secret", SimulatedProvider.CALLBACK_SECRET)
                        .callbackUrl(web.origin())
                        .pollInterval(Duration.ofMinutes(10), Duration.ofMinutes(10))
                        .build()) {
            web.serve((request, exchange) -> {
                outcomes.add(called.callbacks()
                        .receive(
                                request.target(),
                                request.headers(),
                                request.body().getBytes(StandardCharsets.UTF_8)));
                exchange.send(ServerResponse.json(200, "{}"));
            });
            vendor.nextTask().withCallback(CallbackScript.forged());
            var forged = called.submit(order());
            assertThat(outcomes.poll(20, TimeUnit.SECONDS)).isEqualTo(CallbackResponse.NOT_FOUND);

            assertThat(called.submit(order()).await(Duration.ofSeconds(30)).url())
                    .isNotNull();
            assertThat(outcomes.poll(20, TimeUnit.SECONDS)).isEqualTo(CallbackResponse.ACCEPTED);
            assertThat(called.status(forged.ref())).isInstanceOf(TaskStatus.Succeeded.class);
        }
    }

    @Test
    void a_preview_shows_the_nested_body() {
        WireRequest wire = client.quotes(order()).get(0).wire().orElseThrow();

        assertThat(wire.method()).isEqualTo("PUT");
        assertThat(wire.body()).contains("\"output\":{\"engine\":\"cirrus\",\"picture\":\"FULL\",\"seconds\":6}");
    }

    private static TextToVideoRequest order() {
        return TextToVideoRequest.builder()
                .prompt("a heron at dawn")
                .resolution(Resolution.P1080)
                .build();
    }
}
