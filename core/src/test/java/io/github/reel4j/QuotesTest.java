package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.Quote.Turn;
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
class QuotesTest {

    private static final TextToVideoRequest KITTEN = Samples.text("A kitten");
    private static final Settings BOTH = Clients.KEYS.with("reel4j.provider", "acme,zeta");

    private final VirtualTimeline time = new VirtualTimeline();
    private final FakeProvider acme = new FakeProvider("acme", Samples.plus());
    private final FakeProvider zeta = new FakeProvider("zeta", Samples.plus());

    @AfterEach
    void nothingIsSentForAQuote() {
        assertThat(acme.submitted).isEmpty();
        assertThat(zeta.submitted).isEmpty();
    }

    private VideoClient client() {
        return Clients.of(time, BOTH, Optional.empty(), acme, zeta);
    }

    private static Estimate price(String amount) {
        return new Estimate.Unknown("about " + amount);
    }

    private static List<Turn> turns(List<Quote> quotes) {
        return quotes.stream().map(Quote::turn).toList();
    }

    private static FailureKind kind(Quote quote) {
        return quote.refusal().map(VideoFailure::kind).orElseThrow();
    }

    @Test
    void each_tells_its_own_price_in_the_order_in_which_they_are_asked() {
        acme.pricing = request -> price("1");
        zeta.pricing = request -> price("2");
        List<Quote> quotes = client().quotes(KITTEN);

        assertThat(quotes).extracting(quote -> quote.provider().value()).containsExactly("acme", "zeta");
        assertThat(turns(quotes)).containsOnly(Turn.ASKED);
        assertThat(quotes).allMatch(quote -> quote.refusal().isEmpty());
        assertThat(quotes)
                .extracting(quote -> quote.preview().orElseThrow().estimate())
                .containsExactly(price("1"), price("2"));
        assertThat(quotes.get(0).preview().orElseThrow().request().digest())
                .isEqualTo(client().preview(KITTEN).request().digest());
    }

    @Test
    void one_alone_is_quoted_as_well() {
        assertThat(turns(Clients.of(time, acme).quotes(KITTEN))).containsExactly(Turn.ASKED);
    }

    @Test
    void one_without_a_key_is_passed_over_and_tells_its_price_all_the_same() {
        Map<String, String> properties = new HashMap<>(Map.of("zeta.api-key", "sesame"));
        Settings settings = new Settings(Map.of("reel4j.provider", "acme,zeta"), properties::get, name -> null);
        List<Quote> quotes =
                Clients.of(time, settings, Optional.empty(), acme, zeta).quotes(KITTEN);

        assertThat(turns(quotes)).containsExactly(Turn.PASSED_OVER, Turn.ASKED);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.MISSING_CREDENTIALS);
        assertThat(quotes.get(0).preview()).isPresent();
    }

    @Test
    void a_client_that_places_no_orders_misses_no_key() {
        try (VideoClient client = VideoClient.builder()
                .settings(new Settings(Map.of("reel4j.provider", "acme,zeta"), name -> null, name -> null))
                .providers(acme.factory(), zeta.factory())
                .withoutOrders()
                .timeline(time)
                .build()) {
            assertThat(turns(client.quotes(KITTEN))).containsExactly(Turn.ASKED, Turn.ASKED);
        }
    }

    @Test
    void one_above_the_cap_ends_the_order_as_it_would_if_it_were_placed() {
        VideoClient capped = Clients.of(time, BOTH, Optional.of(Money.usd("0.50")), acme, zeta);
        acme.pricing = request -> price("1");
        List<Quote> quotes = capped.quotes(KITTEN);

        assertThat(turns(quotes)).containsExactly(Turn.ENDS, Turn.NOT_REACHED);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.OVER_PRICE_CAP);
        assertThat(quotes.get(1).preview()).isPresent();
        assertThat(submitted(capped).kind()).isEqualTo(FailureKind.OVER_PRICE_CAP);
    }

    @Test
    void one_that_the_request_cannot_be_put_to_ends_the_order_too() {
        TextToVideoRequest wordless = Samples.text("");
        List<Quote> quotes = client().quotes(wordless);

        assertThat(turns(quotes)).containsExactly(Turn.ENDS, Turn.NOT_REACHED);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(quotes.get(0).refusal().orElseThrow().violations()).isNotEmpty();
        assertThat(quotes.get(0).preview()).isEmpty();
    }

    @Test
    void one_whose_vendor_does_not_call_back_is_passed_over_where_callbacks_are_wanted() {
        zeta.callbacks = Optional.of(new CallbackIntakeTest.Reader());
        List<Quote> quotes = Clients.calledBack(time, BOTH, acme, zeta).quotes(KITTEN);

        assertThat(turns(quotes)).containsExactly(Turn.PASSED_OVER, Turn.ASKED);
        assertThat(kind(quotes.get(0))).isEqualTo(FailureKind.UNSUPPORTED);
    }

    @Test
    void where_it_is_not_certain_who_is_asked_there_are_no_quotes() {
        VideoClient unnamed = Clients.of(time, acme, zeta);
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> unnamed.quotes(KITTEN));
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.AMBIGUOUS_PROVIDER);
    }

    private static VideoFailure submitted(VideoClient client) {
        return catchThrowableOfType(VideoException.class, () -> client.submit(KITTEN))
                .failure();
    }
}
