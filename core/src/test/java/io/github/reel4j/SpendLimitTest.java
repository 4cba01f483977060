package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.VideoProviderFactory;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The spend limit of one client without a journal, and what holds with and without one. */
@Timeout(60)
class SpendLimitTest {

    static final Duration DAY = Duration.ofHours(24);
    private static final DocumentAnchor SOURCE = SampleRequests.anchor("price");

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = vendor("acme", known("0.50"));

    static FakeProvider vendor(String id, Estimate price) {
        FakeProvider provider = new FakeProvider(id, SampleRequests.plus());
        provider.pricing = request -> price;
        return provider;
    }

    static Estimate known(String money) {
        return new Estimate.Known(Money.parse(money), "one video", SOURCE);
    }

    static VideoClientBuilder builder(VirtualScheduler time, FakeProvider... providers) {
        VideoClientBuilder builder =
                VideoClient.builder().settings(TestClients.KEYS).scheduler(time);
        return builder.providers(
                List.of(providers).stream().map(FakeProvider::factory).toArray(VideoProviderFactory[]::new));
    }

    private VideoClient client(String usd, FakeProvider... providers) {
        return builder(time, providers).maxSpend(Money.usd(usd), DAY).build();
    }

    private static GenerationRequest request() {
        return SampleRequests.text("A kitten");
    }

    private VideoFailure failure(VideoClient client) {
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.submit(request()));
        assertThat(thrown).as("a VideoException").isNotNull();
        return thrown.failure();
    }

    private static VideoGenerator failing(FailureKind kind) {
        return request -> Either.left(VideoFailure.of(kind, "so it is"));
    }

    @Test
    @Tag("fault-207")
    void an_order_above_the_limit_is_not_sent() {
        VideoClient client = client("1.20", acme);
        client.submit(request());
        time.pass(Duration.ofHours(1));
        client.submit(request());
        VideoFailure failure = failure(client);

        assertThat(acme.submitted).hasSize(2);
        assertThat(failure.kind()).isEqualTo(FailureKind.OVER_BUDGET);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.retryability()).isEqualTo(Retryability.AFTER_DELAY);
        assertThat(failure.retryAfter()).contains(Duration.ofHours(23));
        assertThat(failure.message())
                .isEqualTo("the order may cost 0.50 USD, and the orders of the last 1 d may cost 1.00 USD. The spend"
                        + " limit is 1.20 USD in 1 d. There is room for the order from 2026-11-21T08:31:02Z on, in 23"
                        + " h. Order it then, order a cheaper video, or raise the limit."
                        + "\n  Nothing was sent, nothing was billed.");
    }

    @Test
    void an_order_fits_again_when_an_earlier_one_leaves_the_window() {
        VideoClient client = client("0.50", acme);
        client.submit(request());
        time.pass(DAY.minusNanos(1));
        assertThat(failure(client).kind()).isEqualTo(FailureKind.OVER_BUDGET);
        time.pass(Duration.ofNanos(1));
        client.submit(request());
        assertThat(acme.submitted).hasSize(2);
    }

    @Test
    @Tag("fault-210")
    void a_rejected_order_gives_its_room_back() {
        VideoClient client = client("0.50", acme);
        acme.generator = failing(FailureKind.INSUFFICIENT_BALANCE);
        assertThat(failure(client).kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
        assertThat(failure(client).kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
        assertThat(acme.submitted).hasSize(2);
    }

    @Test
    @Tag("fault-210")
    void an_order_of_unknown_outcome_keeps_its_room() {
        VideoClient client = client("0.50", acme);
        acme.generator = failing(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure(client).kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure(client).kind()).isEqualTo(FailureKind.OVER_BUDGET);
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void a_failed_task_counts_because_it_may_be_billed() {
        VideoClient client = client("0.50", acme);
        acme.generator = request -> Either.left(VideoFailure.of(FailureKind.DEFECT, "unreadable"));
        assertThat(failure(client).kind()).isEqualTo(FailureKind.DEFECT);
        assertThat(failure(client).kind()).isEqualTo(FailureKind.OVER_BUDGET);
    }

    @Test
    @Tag("fault-210")
    void sending_an_order_again_does_not_reserve_twice() throws Exception {
        VideoClient client = client("0.50", acme);
        acme.generator = request -> acme.submitted.size() < 3
                ? Either.left(VideoFailure.of(FailureKind.UNREACHABLE, "no route"))
                : Either.right(SampleRequests.task());
        time.passDuring(() -> client.submit(request()));
        assertThat(acme.submitted).hasSize(3);
        assertThat(failure(client).kind()).isEqualTo(FailureKind.OVER_BUDGET);
    }

    @Test
    @Tag("fault-210")
    void each_provider_of_a_fallback_reserves_its_own_price() {
        FakeProvider zeta = vendor("zeta", known("0.80"));
        zeta.generator = request -> Either.right(SampleRequests.task("z1", "zeta"));
        acme.generator = failing(FailureKind.INSUFFICIENT_BALANCE);
        VideoClient client = builder(time, acme, zeta)
                .provider("acme", "zeta")
                .maxSpend(Money.usd("1.00"), DAY)
                .build();
        assertThat(client.submit(request()).ref()).isNotNull();
        VideoFailure second = failure(client);

        assertThat(second.kind()).isEqualTo(FailureKind.OVER_BUDGET);
        assertThat(second.message()).contains("the order may cost 0.50 USD", "may cost 0.80 USD");
        assertThat(acme.submitted).hasSize(1);
        assertThat(zeta.submitted).hasSize(1);
    }

    @Test
    @Tag("fault-207")
    void a_price_above_the_whole_limit_never_fits() {
        VideoFailure failure = failure(client("0.49", acme));
        assertThat(failure.kind()).isEqualTo(FailureKind.OVER_BUDGET);
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure.message())
                .isEqualTo("the order may cost 0.50 USD. The spend limit is 0.49 USD in 1 d, so waiting does not help."
                        + " Order a cheaper video, or raise maxSpend.\n  Nothing was sent, nothing was billed.");
        acme.pricing = request -> new Estimate.AtLeast(Money.usd("0.50"), "by length", SOURCE);
        assertThat(failure(client("0.49", acme)).message()).startsWith("the order costs at least 0.50 USD. The spend");
    }

    @Test
    @Tag("fault-207")
    void a_range_counts_by_its_maximum() {
        acme.pricing = request -> new Estimate.Range(Money.usd("0.10"), Money.usd("0.60"), "by length", SOURCE);
        VideoClient client = client("1.19", acme);
        client.submit(request());
        assertThat(failure(client).message()).contains("the order may cost 0.60 USD", "may cost 0.60 USD. The spend");
    }

    @Test
    @Tag("fault-211")
    void an_unknown_price_is_sent_only_if_allowed_and_counts_zero() {
        acme.pricing = request -> new Estimate.Unknown("not listed");
        assertThat(failure(client("1.00", acme)).message())
                .isEqualTo("the price is unknown: not listed, and the spend limit is 1.00 USD in 1 d. Allow orders of"
                        + " unknown price explicitly, which then count as 0, or remove the limit."
                        + "\n  Nothing was sent, nothing was billed.");
        assertThat(acme.submitted).isEmpty();
        VideoClient allowing = builder(time, acme)
                .maxSpend(Money.usd("0.50"), DAY)
                .allowUnknownPrice()
                .build();
        allowing.submit(request());
        acme.pricing = request -> known("0.50");
        allowing.submit(request());
        assertThat(acme.submitted).hasSize(2);
        assertThat(failure(allowing).kind()).isEqualTo(FailureKind.OVER_BUDGET);
    }

    @Test
    @Tag("fault-211")
    void a_price_in_another_currency_is_sent_only_if_allowed() {
        acme.pricing = request -> known("0.50 EUR");
        assertThat(failure(client("1.00", acme)).message())
                .isEqualTo(
                        "the price is in EUR, and maxSpend is 1.00 USD in 1 d. reel4j does not convert currencies. Set"
                                + " maxSpend in EUR, or call allowUnknownPrice(): the order then counts as 0."
                                + "\n  Nothing was sent, nothing was billed.");
        VideoClient allowing = builder(time, acme)
                .maxSpend(Money.usd("0.10"), DAY)
                .allowUnknownPrice()
                .build();
        allowing.submit(request());
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void quotes_show_what_does_not_fit_now() {
        VideoClient client = client("0.50", acme);
        assertThat(client.quotes(request()).get(0).disposition()).isEqualTo(Quote.Disposition.ELIGIBLE);
        client.submit(request());
        Quote quote = client.quotes(request()).get(0);
        assertThat(quote.disposition()).isEqualTo(Quote.Disposition.STOPS_FALLBACK);
        assertThat(quote.failure().map(VideoFailure::kind)).contains(FailureKind.OVER_BUDGET);
        assertThat(quote.estimate()).isPresent();
    }

    @Test
    @Tag("fault-212")
    void the_window_follows_the_monotonic_clock() {
        AtomicInteger days = new AtomicInteger();
        VideoClient client = VideoClient.builder()
                .settings(TestClients.KEYS)
                .providers(acme.factory())
                .scheduler(new ForwardingScheduler(time) {
                    @Override
                    public Instant now() {
                        return time.now().plus(Duration.ofDays(days.get()));
                    }
                })
                .maxSpend(Money.usd("0.50"), DAY)
                .build();
        client.submit(request());
        days.set(3);
        assertThat(failure(client).kind()).isEqualTo(FailureKind.OVER_BUDGET);
        days.set(-3);
        time.pass(DAY);
        client.submit(request());
        assertThat(acme.submitted).hasSize(2);
    }

    @Test
    @Tag("fault-208")
    void queued_orders_cannot_exceed_the_limit_together() {
        VideoClient client = client("5.00", acme);
        List<CompletableFuture<VideoTask>> futures = client.submitAll(Collections.nCopies(200, request()));
        time.passAll();
        assertThat(acme.submitted).hasSize(10);
        assertThat(futures.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(190);
    }

    @Test
    @Tag("fault-208")
    void concurrent_orders_cannot_exceed_the_limit_together() throws Exception {
        assertThat(sentConcurrently(builder -> builder)).isEqualTo(10);
    }

    @Test
    void without_a_limit_nothing_is_counted() {
        VideoClient client = builder(time, acme).journal(OrderJournal.none()).build();
        client.submitAll(Collections.nCopies(20, request()));
        time.passAll();
        assertThat(acme.submitted).hasSize(20);
    }

    @Test
    void a_window_of_zero_or_of_years_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoClient.builder().maxSpend(Money.usd("1"), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoClient.builder().maxSpend(Money.usd("1"), Duration.ofDays(367)))
                .withMessage("the window of a spend limit must be more than 0 and at most 366 days, not PT8808H");
    }

    /** Submits 200 orders of 0.50 USD from as many threads, under a limit of 5 USD for each client. */
    static int sentConcurrently(UnaryOperator<VideoClientBuilder> options) throws Exception {
        AtomicInteger sent = new AtomicInteger();
        String prefix = UUID.randomUUID() + "-"; // the tasks of 2 clients differ
        FakeProvider vendor = vendor("acme", known("0.50"));
        vendor.generator = request -> Either.right(SampleRequests.task(prefix + sent.incrementAndGet()));
        VideoClientBuilder builder = VideoClient.builder()
                .settings(TestClients.KEYS)
                .providers(vendor.factory())
                .maxSpend(Money.usd("5.00"), DAY);
        AtomicInteger refused = new AtomicInteger();
        try (VideoClient client = options.apply(builder).build()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        client.submit(request());
                    } catch (VideoException e) {
                        if (e.kind() == FailureKind.OVER_BUDGET) {
                            refused.incrementAndGet();
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(sent.get() + refused.get()).isEqualTo(200);
        return sent.get();
    }
}
