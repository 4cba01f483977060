package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders of a client with two named providers, acme first. */
@Timeout(30)
class FallbackTest {

    private static final TextToVideoRequest KITTEN = SampleRequests.text("A kitten");
    private static final Settings BOTH = TestClients.KEYS.with("reel4j.provider", "acme,zeta");

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final FakeProvider zeta = new FakeProvider("zeta", SampleRequests.plus());
    private final List<OrderEvent> written = new ArrayList<>();
    private final OrderJournal journal = entry -> {
        written.add(entry);
        return Either.right(entry);
    };

    @BeforeEach
    void zetaTakesOrders() {
        zeta.generator = request -> Either.right(zetas("z" + zeta.submitted.size()));
    }

    private static TaskRef zetas() {
        return zetas("z1");
    }

    private static TaskRef zetas(String id) {
        TaskRef acmes = SampleRequests.task(id);
        return new TaskRef(
                ProviderId.of("zeta"),
                acmes.operation(),
                acmes.endpoint(),
                acmes.id(),
                acmes.fingerprint(),
                acmes.submittedAt());
    }

    private VideoClient client() {
        return TestClients.of(time, BOTH, Optional.empty(), acme, zeta);
    }

    private void acmeFails(FailureKind kind) {
        acme.generator = request -> Either.left(VideoFailure.of(kind, "acme says no"));
    }

    private void zetaFails(FailureKind kind) {
        zeta.generator = request -> Either.left(VideoFailure.of(kind, "zeta says no"));
    }

    private <T> T during(Callable<T> call) throws Exception {
        try {
            return time.passDuring(call);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof VideoException thrown ? thrown : e;
        }
    }

    private VideoTask order(VideoClient client) throws Exception {
        return during(() -> client.submit(KITTEN));
    }

    private VideoException failure(VideoClient client) {
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> order(client));
        assertThat(thrown).as("a failure").isNotNull();
        return thrown;
    }

    @Test
    void the_first_named_provider_gets_the_order() throws Exception {
        assertThat(order(client()).ref()).isEqualTo(SampleRequests.task());
        assertThat(zeta.submitted).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTHENTICATION", "INSUFFICIENT_BALANCE", "INCOMPATIBLE", "UPLOAD_FAILED"})
    void a_failure_of_the_provider_falls_back_to_the_next(FailureKind kind) throws Exception {
        acmeFails(kind);
        assertThat(order(client()).ref()).isEqualTo(zetas());
        assertThat(acme.submitted).hasSize(1);
        assertThat(zeta.submitted).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "UNREACHABLE"})
    void retries_come_before_the_fallback(FailureKind kind) throws Exception {
        acmeFails(kind);
        assertThat(order(client()).ref()).isEqualTo(zetas());
        assertThat(acme.submitted).hasSize(4);
        assertThat(zeta.submitted).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "AUTHENTICATION",
                "INSUFFICIENT_BALANCE",
                "INCOMPATIBLE",
                "UPLOAD_FAILED",
                "RATE_LIMITED",
                "UNREACHABLE",
                "MISSING_CREDENTIALS",
                "UNSUPPORTED"
            })
    @Tag("fault-6")
    void other_failures_do_not_fall_back(FailureKind kind) {
        acmeFails(kind);
        VideoFailure failure = failure(client()).failure();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.previousAttempts()).isEmpty();
        assertThat(zeta.submitted).isEmpty();
    }

    @Test
    void a_missing_key_falls_back_to_the_next() throws Exception {
        Map<String, String> properties = new HashMap<>(Map.of("acme.api-key", "sesame", "zeta.api-key", "sesame"));
        VideoClient client = TestClients.of(
                time,
                new Settings(Map.of("reel4j.provider", "acme,zeta"), properties::get, name -> null),
                Optional.empty(),
                acme,
                zeta);
        properties.remove("acme.api-key");
        assertThat(order(client).ref()).isEqualTo(zetas());
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void the_last_failure_contains_the_earlier_ones() {
        acmeFails(FailureKind.INSUFFICIENT_BALANCE);
        zetaFails(FailureKind.FORBIDDEN);
        VideoException thrown = failure(client());
        assertThat(thrown.kind()).isEqualTo(FailureKind.FORBIDDEN);
        assertThat(thrown.failure().billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(thrown.failure().previousAttempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.provider()).hasToString("acme");
            assertThat(attempt.failure().kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
        });
        GoldenFile.assertMatches("fallback", String.valueOf(thrown.getMessage()));
    }

    @Test
    void an_unknown_outcome_at_the_fallback_is_reported_as_unknown() {
        acmeFails(FailureKind.INSUFFICIENT_BALANCE);
        zetaFails(FailureKind.SUBMISSION_UNKNOWN);
        VideoException thrown = failure(client());
        assertThat(thrown.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(thrown.failure().billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(thrown).hasMessageContaining("acme says no");
        assertThat(zeta.submitted).hasSize(1);
    }

    @Test
    void the_fallback_validates_the_request_with_its_own_rules() {
        FakeProvider narrow = new FakeProvider("zeta", onlyIn480p());
        acmeFails(FailureKind.AUTHENTICATION);
        VideoClient client = TestClients.of(time, BOTH, Optional.empty(), acme, narrow);
        TextToVideoRequest large = TextToVideoRequest.builder()
                .prompt("A kitten")
                .resolution(Resolution.P1080)
                .build();
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.submit(large));
        assertThat(thrown.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(thrown).hasMessageContaining("1 problem").hasMessageContaining("acme  AUTHENTICATION");
        assertThat(narrow.submitted).isEmpty();
    }

    private static ModelSpec onlyIn480p() {
        return ModelSpec.builder()
                .from(SampleRequests.plus())
                .fields(SampleRequests.plus().fields().stream()
                        .filter(field -> !field.field().name().equals("resolution"))
                        .toList())
                .build();
    }

    @Test
    void the_price_cap_applies_to_each_providers_own_price() {
        FakeProvider dear = new FakeProvider(
                "zeta",
                ModelSpec.builder()
                        .from(SampleRequests.plus())
                        .prices(List.of(SampleRequests.perVideo(Resolution.P480, "0.50")))
                        .build());
        acmeFails(FailureKind.AUTHENTICATION);
        VideoClient client = TestClients.of(time, BOTH, Optional.of(Money.usd("0.10")), acme, dear);
        VideoFailure failure = failure(client).failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.OVER_PRICE_CAP);
        assertThat(failure.message()).contains("0.50 USD");
        assertThat(failure.previousAttempts()).hasSize(1);
        assertThat(dear.submitted).isEmpty();
    }

    @Test
    void each_attempt_has_its_own_journal_records() throws Exception {
        acmeFails(FailureKind.INSUFFICIENT_BALANCE);
        order(TestClients.journaled(time, BOTH, journal, acme, zeta));
        assertThat(written)
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("Created", "Submitted", "Created", "Submitted");
        OrderEvent.Created first = (OrderEvent.Created) written.get(0);
        OrderEvent.Created second = (OrderEvent.Created) written.get(2);
        assertThat(first.intent().provider()).hasToString("acme");
        assertThat(second.intent().provider()).hasToString("zeta");
        assertThat(second.intent().order()).isNotEqualTo(first.intent().order());
        assertThat(((OrderEvent.Submitted) written.get(1)).outcome())
                .isEqualTo(new SubmitOutcome.Rejected(FailureKind.INSUFFICIENT_BALANCE));
        assertThat(((OrderEvent.Submitted) written.get(3)).outcome()).isEqualTo(new SubmitOutcome.Accepted(zetas()));
    }

    @Test
    @Tag("fault-129")
    void a_rejection_that_names_a_task_does_not_fall_back() {
        acme.generator = request -> Either.left(
                VideoFailure.of(FailureKind.RATE_LIMITED, "acme says no").withTask(SampleRequests.task()));
        VideoFailure first =
                failure(TestClients.journaled(time, BOTH, journal, acme, zeta)).failure();
        assertThat(first.task()).contains(SampleRequests.task());
        assertThat(first.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(acme.submitted).hasSize(1);
        assertThat(zeta.submitted).isEmpty();
        assertThat(((OrderEvent.Submitted) written.get(1)).outcome())
                .isEqualTo(new SubmitOutcome.Accepted(SampleRequests.task()));
    }

    @Test
    @Tag("fault-129")
    void a_rejection_does_not_take_the_task_of_another_order() throws Exception {
        VideoClient client = TestClients.journaled(time, BOTH, journal, acme, zeta);
        var unused = order(client);
        acme.generator = request -> Either.left(
                VideoFailure.of(FailureKind.RATE_LIMITED, "acme is busy").withTask(SampleRequests.task()));
        VideoFailure second = failure(client).failure();
        assertThat(second.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(second.task()).isEmpty();
        assertThat(second.message())
                .contains(
                        "belongs to an earlier order, so the task of this order is unknown: " + SampleRequests.task());
        assertThat(((OrderEvent.Submitted) written.get(3)).outcome()).isEqualTo(new SubmitOutcome.Indeterminate());
    }

    @Test
    void an_interrupt_between_two_attempts_stops_the_fallback() {
        acme.generator = request -> {
            Thread.currentThread().interrupt();
            return Either.left(VideoFailure.of(FailureKind.AUTHENTICATION, "no"));
        };
        VideoFailure failure = failure(client()).failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(failure.previousAttempts()).hasSize(1);
        assertThat(zeta.submitted).isEmpty();
    }

    @Test
    void queued_orders_fall_back_as_well() {
        acmeFails(FailureKind.AUTHENTICATION);
        VideoClient client = client();
        List<CompletableFuture<VideoTask>> orders = client.submitAll(List.of(KITTEN, KITTEN));
        time.passAll();
        assertThat(orders.get(0).join().ref()).isEqualTo(zetas());
        assertThat(orders.get(1).join().ref()).isEqualTo(zetas("z2"));
        assertThat(acme.submitted).hasSize(2);
        assertThat(zeta.submitted).hasSize(2);
    }

    @Test
    void a_queued_order_that_fails_at_both_reports_both() {
        acmeFails(FailureKind.AUTHENTICATION);
        zetaFails(FailureKind.FORBIDDEN);
        CompletableFuture<VideoTask> order = client().submitAsync(KITTEN);
        time.passAll();
        assertThat(order)
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("FORBIDDEN  zeta says no")
                .withMessageContaining("acme  AUTHENTICATION  acme says no");
    }

    @Test
    void a_queued_order_cancelled_between_attempts_is_not_sent() {
        zeta.needsKey = false;
        Settings slow = BOTH.with("zeta.requests-per-minute", "1");
        VideoClient client = TestClients.of(time, slow, Optional.empty(), acme, zeta);
        acmeFails(FailureKind.AUTHENTICATION);
        List<CompletableFuture<VideoTask>> orders = client.submitAll(List.of(KITTEN, KITTEN));
        time.pass(java.time.Duration.ofSeconds(1));
        assertThat(orders.get(0)).isCompleted();
        assertThat(orders.get(1).cancel(false)).isTrue();
        time.passAll();
        assertThat(zeta.submitted).hasSize(1);
    }

    @Test
    void a_queued_order_in_flight_at_the_second_cannot_be_cancelled() {
        acmeFails(FailureKind.AUTHENTICATION);
        List<CompletableFuture<VideoTask>> orders = new ArrayList<>();
        List<Boolean> given = new ArrayList<>();
        zeta.generator = request -> {
            given.add(orders.get(0).cancel(false));
            return Either.right(zetas());
        };
        orders.addAll(client().submitAll(List.of(KITTEN)));
        time.passAll();
        assertThat(given).containsExactly(false);
        assertThat(orders.get(0).join().ref()).isEqualTo(zetas());
    }

    @Test
    void a_task_is_polled_at_the_provider_that_accepted_it() throws Exception {
        acmeFails(FailureKind.AUTHENTICATION);
        VideoClient client = client();
        VideoTask task = order(client);
        CompletableFuture<?> video = task.toFuture();
        assertThat(client.unfinished()).containsExactly(zetas());
        time.passAll();
        assertThat(video).isCompleted();
        assertThat(zeta.polled).isPositive();
        assertThat(acme.polled).isZero();
    }

    @Test
    void a_vendor_without_callbacks_is_skipped_if_they_are_required() throws Exception {
        zeta.callbacks = Optional.of(new CallbackReceiverTest.Reader());
        VideoClient client = TestClients.calledBack(time, BOTH, acme, zeta);
        assertThat(order(client).ref()).isEqualTo(zetas());
        assertThat(acme.submitted).isEmpty();
        assertThat(zeta.submitted)
                .singleElement()
                .satisfies(request -> assertThat(request.callback())
                        .hasValueSatisfying(
                                address -> assertThat(address.toString()).contains("/zeta/")));
    }

    @Test
    void the_quote_of_a_fallback_shows_its_own_request() {
        assertThat(client().fallbackQuotes(KITTEN))
                .extracting(quote -> quote.request().orElseThrow().provider().value())
                .containsExactly("acme", "zeta");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_provider_that_cannot_take_the_request_is_not_eligible() {
        TextToVideoRequest large = TextToVideoRequest.builder()
                .prompt("A kitten")
                .resolution(Resolution.P1080)
                .build();
        FakeProvider narrow = new FakeProvider("zeta", onlyIn480p());
        Quote fallback = TestClients.of(time, BOTH, Optional.empty(), acme, narrow)
                .fallbackQuotes(large)
                .get(1);
        assertThat(fallback.disposition()).isEqualTo(Quote.Disposition.STOPS_FALLBACK);
        assertThat(fallback.request()).isEmpty();
    }

    @Test
    void the_builder_keeps_the_order_of_providers() {
        zeta.needsKey = false;
        acme.needsKey = false;
        try (VideoClient client = VideoClient.builder()
                .settings(new Settings(Map.of(), name -> null, name -> null))
                .provider("zeta", "acme")
                .providers(acme.factory(), zeta.factory())
                .scheduler(time)
                .build()) {
            assertThat(client.submit(KITTEN).ref()).isEqualTo(zetas());
            assertThat(client.fallbackQuotes(KITTEN)).hasSize(2);
        }
    }
}
