package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.Quote.Disposition;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The comparison of one request at all providers on the class path. */
@Timeout(30)
class QuotesTest {

    private static final TextToVideoRequest KITTEN = SampleRequests.text("A kitten");

    private final VirtualScheduler time = new VirtualScheduler();
    private final List<FakeProvider> providers = new ArrayList<>();

    @AfterEach
    void nothingIsSentForAQuote() {
        assertThat(providers).allSatisfy(each -> assertThat(each.submitted).isEmpty());
    }

    private FakeProvider provider(String id, Estimate price) {
        FakeProvider provider = new FakeProvider(id, SampleRequests.plus());
        provider.pricing = request -> price;
        provider.needsKey = false;
        providers.add(provider);
        return provider;
    }

    private List<Quote> quotes(GenerationRequest request) {
        return quotes(new Settings(Map.of(), name -> null, name -> null), request);
    }

    private List<Quote> quotes(Settings settings, GenerationRequest request) {
        return TestClients.of(time, settings, Optional.empty(), providers.toArray(FakeProvider[]::new))
                .quotes(request);
    }

    private static Estimate known(String price) {
        return new Estimate.Known(Money.parse(price), "", SampleRequests.anchor("price"));
    }

    private static Estimate range(String min, String max) {
        return new Estimate.Range(Money.parse(min), Money.parse(max), "", SampleRequests.anchor("price"));
    }

    private static Estimate unknown() {
        return new Estimate.Unknown("not documented");
    }

    private static List<String> ids(List<Quote> quotes) {
        return quotes.stream().map(quote -> quote.provider().value()).toList();
    }

    @Test
    void all_providers_are_quoted_although_none_is_named() {
        provider("zeta", known("0.50"));
        provider("acme", known("0.40"));

        List<Quote> quotes = quotes(KITTEN);

        assertThat(ids(quotes)).containsExactly("acme", "zeta");
        assertThat(quotes).allMatch(quote -> quote.disposition() == Disposition.ELIGIBLE);
        assertThat(quotes).extracting(Quote::estimate).doesNotContain(Optional.empty());
        assertThat(quotes.get(0).request().orElseThrow().model().id()).isEqualTo("plus");
    }

    @Test
    void a_provider_that_is_not_named_is_quoted_too() {
        provider("zeta", known("0.50"));
        provider("acme", known("0.40"));
        Settings named = new Settings(Map.of("reel4j.provider", "zeta"), name -> null, name -> null);

        assertThat(ids(quotes(named, KITTEN))).containsExactly("acme", "zeta");
    }

    @Test
    void the_cheapest_is_first_and_a_range_counts_by_its_maximum() {
        provider("a", range("0.10", "0.90"));
        provider("b", known("0.50"));
        provider("c", range("0.20", "0.50"));
        provider("d", known("10"));
        provider("e", known("0.50"));

        assertThat(ids(quotes(KITTEN))).as("10 is more than 0.90").containsExactly("c", "b", "e", "a", "d");
    }

    @Test
    void currencies_are_grouped_and_not_converted() {
        provider("a", known("0.10 USD"));
        provider("b", known("3 CNY"));
        provider("c", known("0.01 USD"));
        provider("d", known("0.20 EUR"));

        assertThat(ids(quotes(KITTEN))).containsExactly("b", "d", "c", "a");
    }

    @Test
    void unknown_prices_follow_known_ones_and_failures_are_last() {
        provider("a", unknown());
        FakeProvider narrow = new FakeProvider("b", promptOnly());
        narrow.needsKey = false;
        providers.add(narrow);
        provider("c", known("9"));
        TextToVideoRequest large = TextToVideoRequest.builder()
                .prompt("A kitten")
                .resolution(Resolution.P1080)
                .build();

        List<Quote> quotes = quotes(large);

        assertThat(ids(quotes)).containsExactly("c", "a", "b");
        assertThat(quotes.get(2).request()).isEmpty();
        assertThat(quotes.get(2).estimate()).isEmpty();
        assertThat(quotes.get(2).disposition()).isEqualTo(Disposition.STOPS_FALLBACK);
    }

    @Test
    void a_rejected_request_has_every_reason() {
        FakeProvider acme = provider("acme", known("1"));
        acme.needsKey = true;
        GenerationRequest wrong = TextToVideoRequest.builder()
                .prompt("a prompt of more than 20 characters")
                .resolution(Resolution.P720)
                .option("style", "plain")
                .file("picture", Path.of("missing.png"))
                .build();

        Quote quote = quotes(wrong).get(0);

        assertThat(quote.failures())
                .extracting(VideoFailure::kind)
                .containsExactly(FailureKind.MISSING_CREDENTIALS, FailureKind.UNSUPPORTED, FailureKind.INVALID_REQUEST);
        assertThat(quote.failure()).contains(quote.failures().get(0));
        assertThat(quote.failures().get(2).violations())
                .extracting(Violation::field)
                .containsExactly("prompt", "resolution", "style");
    }

    @Test
    void an_omitted_field_is_named() {
        provider("acme", known("1"));
        FakeProvider narrow = new FakeProvider("zeta", promptOnly());
        narrow.needsKey = false;
        providers.add(narrow);
        TextToVideoRequest seeded = TextToVideoRequest.builder()
                .prompt("A kitten")
                .seed(7)
                .omitIfUnsupported(Field.SEED)
                .build();

        List<Quote> quotes = quotes(seeded);

        assertThat(ids(quotes)).containsExactlyInAnyOrder("acme", "zeta");
        assertThat(quotes)
                .allSatisfy(quote -> assertThat(quote.omitted())
                        .as(quote.provider().value())
                        .isEqualTo(quote.provider().value().equals("zeta") ? Set.of(Field.SEED) : Set.<Field<?>>of()));
    }

    @Test
    void a_provider_without_a_key_is_quoted_after_those_with_one() {
        provider("acme", known("0.10")).needsKey = true;
        provider("zeta", known("0.50"));

        List<Quote> quotes = quotes(KITTEN);

        assertThat(ids(quotes)).containsExactly("zeta", "acme");
        assertThat(quotes.get(1).estimate()).contains(known("0.10"));
        assertThat(quotes.get(1).disposition()).isEqualTo(Disposition.SKIPPED);
    }

    @Test
    void a_read_only_client_compares_without_keys() {
        provider("acme", known("0.10")).needsKey = true;
        provider("zeta", known("0.50")).needsKey = true;
        try (VideoClient client = VideoClient.builder()
                .settings(new Settings(Map.of(), name -> null, name -> null))
                .providers(providers.stream().map(FakeProvider::factory).toArray(VideoProviderFactory[]::new))
                .readOnly()
                .scheduler(time)
                .build()) {
            assertThat(client.quotes(KITTEN))
                    .extracting(Quote::disposition)
                    .containsExactly(Disposition.ELIGIBLE, Disposition.ELIGIBLE);
        }
    }

    @Test
    void only_providers_of_the_operation_are_quoted() {
        provider("acme", known("0.10"));
        providers.add(new FakeProvider("mover", SampleRequests.animate()));

        assertThat(ids(quotes(KITTEN))).containsExactly("acme");
    }

    @Test
    void an_operation_that_no_provider_offers_has_no_quotes() {
        provider("acme", known("0.10"));
        ImageToVideoRequest picture = SampleRequests.picture().build();

        VideoException thrown = catchThrowableOfType(VideoException.class, () -> quotes(picture));

        assertThat(thrown.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(thrown.failure().message()).contains("acme", "image-to-video");
    }

    @Test
    void a_broken_provider_is_listed_with_its_failure() {
        FakeProvider acme = provider("acme", known("0.10"));
        try (VideoClient client = VideoClient.builder()
                .settings(new Settings(Map.of(), name -> null, name -> null))
                .providers(acme.factory(), new BrokenFactory())
                .readOnly()
                .scheduler(time)
                .build()) {
            List<Quote> quotes = client.quotes(KITTEN);

            assertThat(ids(quotes)).containsExactly("acme", "broken");
            assertThat(quotes.get(1).failures())
                    .extracting(VideoFailure::kind)
                    .containsExactly(FailureKind.BROKEN_PROVIDER);
        }
    }

    private static final class BrokenFactory implements VideoProviderFactory {
        @Override
        public ProviderId id() {
            return ProviderId.of("broken");
        }

        @Override
        public VideoProvider create(ProviderConfig config) {
            throw new IllegalStateException("no such class");
        }
    }

    private static ModelSpec promptOnly() {
        ModelSpec plus = SampleRequests.plus();
        return ModelSpec.builder()
                .from(plus)
                .operation(Operation.TEXT_TO_VIDEO)
                .fields(plus.fields().stream()
                        .filter(spec ->
                                Stream.of(Field.PROMPT, Field.NEGATIVE_PROMPT).anyMatch(spec.field()::equals))
                        .toList())
                .build();
    }
}
