package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.Quote.Disposition;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each of several providers would make of an order, told before it is placed. */
@Timeout(30)
class QuoteServiceTest {

    private static final TextToVideoRequest KITTEN = SampleRequests.text("A kitten");
    private static final Settings BOTH = TestClients.KEYS.with("reel4j.provider", "acme,zeta");

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final FakeProvider zeta = new FakeProvider("zeta", SampleRequests.plus());

    @AfterEach
    void nothingIsSentForAQuote() {
        assertThat(acme.submitted).isEmpty();
        assertThat(zeta.submitted).isEmpty();
    }

    private VideoClient client() {
        return TestClients.of(time, BOTH, Optional.empty(), acme, zeta);
    }

    private static Estimate price(String amount) {
        return new Estimate.Unknown("about " + amount);
    }

    private static List<Disposition> turns(List<Quote> quotes) {
        return quotes.stream().map(Quote::disposition).toList();
    }

    private static FailureKind kind(Quote quote) {
        return quote.failure().map(VideoFailure::kind).orElseThrow();
    }

    @Test
    void each_tells_its_own_price_in_the_order_in_which_they_are_asked() {
        acme.pricing = request -> price("1");
        zeta.pricing = request -> price("2");
        List<Quote> quotes = client().quoteService(KITTEN);

        assertThat(quotes).extracting(quote -> quote.provider().value()).containsExactly("acme", "zeta");
        assertThat(turns(quotes)).containsOnly(Disposition.ELIGIBLE);
        assertThat(quotes).allMatch(quote -> quote.failure().isEmpty());
        assertThat(quotes)
                .extracting(quote -> quote.preview().orElseThrow().estimate())
                .containsExactly(price("1"), price("2"));
        assertThat(quotes.get(0).preview().orElseThrow().request().fingerprint())
                .isEqualTo(client().preview(KITTEN).request().fingerprint());
    }

    @Test
    void one_alone_is_quoted_as_well() {
        assertThat(turns(TestClients.of(time, acme).quoteService(KITTEN))).containsExactly(Disposition.ELIGIBLE);
    }

    @Test
    void one_without_a_key_is_passed_over_and_tells_its_price_all_the_same() {
        Map<String, String> properties = new HashMap<>(Map.of("zeta.api-key", "sesame"));
        Settings settings = new Settings(Map.of("reel4j.provider", "acme,zeta"), properties::get, name -> null);
        List<Quote> quotes =
                TestClients.of(time, settings, Optional.empty(), acme, zeta).quoteService(KITTEN);

        assertThat(turns(quotes)).containsExactly(Disposition.SKIPPED, Disposition.ELIGIBLE);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.MISSING_CREDENTIALS);
        assertThat(quotes.get(0).preview()).isPresent();
    }

    @Test
    void a_client_that_places_no_orders_misses_no_key() {
        try (VideoClient client = VideoClient.builder()
                .settings(new Settings(Map.of("reel4j.provider", "acme,zeta"), name -> null, name -> null))
                .providers(acme.factory(), zeta.factory())
                .readOnly()
                .scheduler(time)
                .build()) {
            assertThat(turns(client.quoteService(KITTEN))).containsExactly(Disposition.ELIGIBLE, Disposition.ELIGIBLE);
        }
    }

    @Test
    void one_above_the_cap_ends_the_order_as_it_would_if_it_were_placed() {
        VideoClient capped = TestClients.of(time, BOTH, Optional.of(Money.usd("0.50")), acme, zeta);
        acme.pricing = request -> price("1");
        List<Quote> quotes = capped.quoteService(KITTEN);

        assertThat(turns(quotes)).containsExactly(Disposition.STOPS_FALLBACK, Disposition.NOT_TRIED);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.OVER_PRICE_CAP);
        assertThat(quotes.get(1).preview()).isPresent();
        assertThat(submitted(capped).kind()).isEqualTo(FailureKind.OVER_PRICE_CAP);
    }

    @Test
    void one_that_the_request_cannot_be_put_to_ends_the_order_too() {
        TextToVideoRequest wordless = SampleRequests.text("");
        List<Quote> quotes = client().quoteService(wordless);

        assertThat(turns(quotes)).containsExactly(Disposition.STOPS_FALLBACK, Disposition.NOT_TRIED);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(quotes.get(0).failure().orElseThrow().violations()).isNotEmpty();
        assertThat(quotes.get(0).preview()).isEmpty();
    }

    @Test
    void one_whose_vendor_does_not_call_back_is_passed_over_where_callbacks_are_wanted() {
        zeta.callbacks = Optional.of(new CallbackReceiverTest.Reader());
        List<Quote> quotes = TestClients.calledBack(time, BOTH, acme, zeta).quoteService(KITTEN);

        assertThat(turns(quotes)).containsExactly(Disposition.SKIPPED, Disposition.ELIGIBLE);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.UNSUPPORTED);
    }

    @Test
    void where_it_is_not_certain_who_is_asked_there_are_no_quotes() {
        VideoClient unnamed = TestClients.of(time, acme, zeta);
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> unnamed.quoteService(KITTEN));
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.AMBIGUOUS_PROVIDER);
    }

    private static VideoFailure submitted(VideoClient client) {
        return catchThrowableOfType(VideoException.class, () -> client.submit(KITTEN))
                .failure();
    }
}
