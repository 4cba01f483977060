package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.Quote.Disposition;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
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

/** Quotes of the providers of a fallback. */
@Timeout(30)
class FallbackQuotesTest {

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

    private static List<Disposition> dispositions(List<Quote> quotes) {
        return quotes.stream().map(Quote::disposition).toList();
    }

    private static FailureKind kind(Quote quote) {
        return quote.failure().map(VideoFailure::kind).orElseThrow();
    }

    @Test
    void each_quote_has_its_own_price_in_fallback_order() {
        acme.pricing = request -> price("1");
        zeta.pricing = request -> price("2");
        List<Quote> quotes = client().fallbackQuotes(KITTEN);

        assertThat(quotes).extracting(quote -> quote.provider().value()).containsExactly("acme", "zeta");
        assertThat(dispositions(quotes)).containsOnly(Disposition.ELIGIBLE);
        assertThat(quotes).allMatch(quote -> quote.failure().isEmpty());
        assertThat(quotes).extracting(quote -> quote.estimate().orElseThrow()).containsExactly(price("1"), price("2"));
        assertThat(quotes.get(0).request().orElseThrow().get(Field.PROMPT)).contains("A kitten");
    }

    @Test
    void a_single_provider_is_quoted_as_well() {
        assertThat(dispositions(TestClients.of(time, acme).fallbackQuotes(KITTEN)))
                .containsExactly(Disposition.ELIGIBLE);
    }

    @Test
    void a_provider_without_key_is_skipped_but_has_a_price() {
        Map<String, String> properties = new HashMap<>(Map.of("zeta.api-key", "sesame"));
        Settings settings = new Settings(Map.of("reel4j.provider", "acme,zeta"), properties::get, name -> null);
        List<Quote> quotes =
                TestClients.of(time, settings, Optional.empty(), acme, zeta).fallbackQuotes(KITTEN);

        assertThat(dispositions(quotes)).containsExactly(Disposition.SKIPPED, Disposition.ELIGIBLE);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.MISSING_CREDENTIALS);
        assertThat(quotes.get(0).estimate()).isPresent();
    }

    @Test
    void a_read_only_client_needs_no_key_to_quote() {
        try (VideoClient client = VideoClient.builder()
                .settings(new Settings(Map.of("reel4j.provider", "acme,zeta"), name -> null, name -> null))
                .providers(acme.factory(), zeta.factory())
                .readOnly()
                .scheduler(time)
                .build()) {
            assertThat(dispositions(client.fallbackQuotes(KITTEN)))
                    .containsExactly(Disposition.ELIGIBLE, Disposition.ELIGIBLE);
        }
    }

    @Test
    void a_price_above_the_cap_stops_the_fallback() {
        VideoClient capped = TestClients.of(time, BOTH, Optional.of(Money.usd("0.50")), acme, zeta);
        acme.pricing = request -> price("1");
        List<Quote> quotes = capped.fallbackQuotes(KITTEN);

        assertThat(dispositions(quotes)).containsExactly(Disposition.STOPS_FALLBACK, Disposition.NOT_TRIED);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.OVER_PRICE_CAP);
        assertThat(quotes.get(1).estimate()).isPresent();
        assertThat(submitted(capped).kind()).isEqualTo(FailureKind.OVER_PRICE_CAP);
    }

    @Test
    void an_invalid_request_stops_the_fallback() {
        TextToVideoRequest wordless = SampleRequests.text("");
        List<Quote> quotes = client().fallbackQuotes(wordless);

        assertThat(dispositions(quotes)).containsExactly(Disposition.STOPS_FALLBACK, Disposition.NOT_TRIED);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(quotes.get(0).failure().orElseThrow().violations()).isNotEmpty();
        assertThat(quotes.get(0).request()).isEmpty();
    }

    @Test
    void a_provider_without_required_callbacks_is_skipped() {
        zeta.callbacks = Optional.of(new CallbackReceiverTest.Reader());
        List<Quote> quotes = TestClients.calledBack(time, BOTH, acme, zeta).fallbackQuotes(KITTEN);

        assertThat(dispositions(quotes)).containsExactly(Disposition.SKIPPED, Disposition.ELIGIBLE);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.UNSUPPORTED);
    }

    @Test
    void an_ambiguous_provider_has_no_quotes() {
        VideoClient unnamed = TestClients.of(time, acme, zeta);
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> unnamed.fallbackQuotes(KITTEN));
        assertThat(thrown.kind()).isEqualTo(FailureKind.AMBIGUOUS_PROVIDER);
    }

    private static VideoFailure submitted(VideoClient client) {
        return catchThrowableOfType(VideoException.class, () -> client.submit(KITTEN))
                .failure();
    }
}
