package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.Operation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code reel providers --compare}, with acme, Apixo, Pixazo and any other provider on the class path. */
@Timeout(60)
class PriceComparisonTest extends SimulatedVendorsTest {

    private static final String IMAGE = "https://example.com/first.png";

    @AfterEach
    void nothingIsSentToCompare() {
        assertThat(apixo.ledger().requests()).isEmpty();
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    private ReelRun compare(String... options) {
        return compare(run().with("APIXO_API_KEY", "").with("PIXAZO_API_KEY", ""), options);
    }

    private static ReelRun compare(ReelRun run, String... options) {
        return run.reel(Stream.concat(Stream.of("providers", "--compare"), Stream.of(options))
                .toArray(String[]::new));
    }

    private static List<Map<?, ?>> quotes(ReelRun run) {
        List<Map<?, ?>> quotes = new ArrayList<>();
        ((List<?>) JsonParser.at(run.json(), "quotes")).forEach(each -> quotes.add((Map<?, ?>) each));
        return quotes;
    }

    private static Map<?, ?> quote(ReelRun run, String provider) {
        return quotes(run).stream()
                .filter(each -> provider.equals(each.get("provider")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_table_has_a_price_or_the_reasons_for_every_provider() {
        ReelRun run = compare("image-to-video", "--image", IMAGE, "--resolution", "480p", "--duration", "5");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("PROVIDER")
                .containsPattern("(?m)^pixazo +wan2\\.2-i2v-plus +480p +5 s +0\\.125 USD$")
                .containsPattern("(?m)^    for a video of 5 s at 480p   pixazo-image-to-video, ")
                .containsPattern("(?m)^acme +- +- +- +does not take the request$")
                .containsPattern("(?m)^ +1 +resolution = 480p +is not supported by acme-2")
                .doesNotContain("apixo");
        assertThat(run.out().indexOf("\npixazo")).isLessThan(run.out().indexOf("\nacme"));
        assertThat(run.err()).contains("sample values are used for: prompt.", "Nothing was sent, nothing was billed.");
    }

    @ParameterizedTest
    @EnumSource
    void an_operation_alone_compares_all_providers_that_offer_it(Operation operation) {
        ReelRun list = ReelRun.withoutKeys().reel("providers", "--json");
        List<String> offering = ((List<?>) JsonParser.at(list.json(), "providers"))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .filter(provider -> ((List<?>) JsonParser.at(provider, "models"))
                                .stream()
                                        .map(model -> (Map<?, ?>) model)
                                        .anyMatch(model -> operation.id().equals(model.get("operation"))
                                                && !"priced_only".equals(model.get("availability"))))
                        .map(provider -> String.valueOf(provider.get("id")))
                        .toList();

        ReelRun run = compare(operation.id(), "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("operation")).isEqualTo(operation.id());
        assertThat(quotes(run))
                .extracting(each -> String.valueOf(each.get("provider")))
                .containsExactlyInAnyOrderElementsOf(offering);
        assertThat(quotes(run))
                .allSatisfy(each -> assertThat(each.get("failures"))
                        .as("with the samples: %s", each)
                        .isEqualTo(List.of()));
        assertSorted(quotes(run));
    }

    /** Compares neighbours with a maximum price in the same currency. */
    private static void assertSorted(List<Map<?, ?>> quotes) {
        String currency = "";
        BigDecimal last = BigDecimal.ZERO;
        for (Map<?, ?> quote : quotes) {
            Map<?, ?> estimate = (Map<?, ?>) JsonParser.at(quote, "estimate");
            Object amount = "range".equals(estimate.get("kind")) ? estimate.get("max") : estimate.get("amount");
            if (amount instanceof BigDecimal price) {
                assertThat(String.valueOf(estimate.get("currency"))).isGreaterThanOrEqualTo(currency);
                if (currency.equals(estimate.get("currency"))) {
                    assertThat(price).isGreaterThanOrEqualTo(last);
                }
                currency = String.valueOf(estimate.get("currency"));
                last = price;
            }
        }
    }

    @Test
    void a_named_provider_does_not_hide_the_others() {
        ReelRun run = compare(run().with("REEL4J_PROVIDER", "apixo"), "animate", "--json");

        assertThat(quotes(run))
                .extracting(each -> String.valueOf(each.get("provider")))
                .contains("apixo", "pixazo", "acme");
    }

    @Test
    void a_rate_that_the_user_has_set_makes_a_price() {
        ReelRun run = compare(
                run().with("APIXO_RATE_480P", "0.05"), "animate", "--motion-seconds", "10", "--resolution", "480p");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("(?m)^apixo +wan-2-2-animate +480p +- +0\\.50 USD$");
        assertThat(run.out().indexOf("\npixazo"))
                .as("0.40 USD")
                .isLessThan(run.out().indexOf("\napixo"));
    }

    @Test
    void a_field_that_is_left_out_is_named() {
        List<String> options = List.of(
                "image-to-video", "--negative-prompt", "rain", "--omit-if-unsupported", "negative_prompt", "--json");
        ReelRun run = compare(options.subList(0, 5).toArray(String[]::new));
        ReelRun json = compare(options.toArray(String[]::new));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("(?m)^acme .*\n    .*\n    leaves out: negative_prompt$");
        assertThat(quote(json, "acme").get("omitted")).isEqualTo(List.of("negative_prompt"));
        assertThat(quote(json, "pixazo").get("omitted")).isEqualTo(List.of());
    }

    @Test
    void the_json_has_every_violation() {
        ReelRun run = compare("image-to-video", "--resolution", "481p", "--duration", "77", "--json");

        Map<?, ?> failure = (Map<?, ?>) ((List<?>) JsonParser.at(quote(run, "pixazo"), "failures")).get(0);
        assertThat(failure.get("kind")).isEqualTo("INVALID_REQUEST");
        assertThat(String.valueOf(failure.get("violations"))).contains("field=resolution", "field=duration");
    }

    @Test
    void a_request_that_no_provider_takes_is_a_failure() {
        ReelRun run = compare("text-to-video", "--prompt", "");

        assertThat(run.code()).isEqualTo(ExitCodes.INVALID_REQUEST);
        assertThat(run.out()).contains("does not take the request", "prompt");
        assertThat(run.err()).contains("INVALID_REQUEST");
    }

    @ParameterizedTest
    @CsvSource({
        "text-to-video --audio https://example.com/a.mp3, --audio is not an option of text-to-video",
        "animate --duration 5, --duration is not an option of animate",
        "image-to-video --duration long, --duration: 'long' is not a number of seconds",
        "image-to-video --omit-if-unsupported sed, --omit-if-unsupported cannot omit 'sed'. Allowed: aspect_ratio",
        "video, 'video' is not an operation. Allowed: text-to-video"
    })
    void an_option_that_does_not_fit_is_a_usage_error(String arguments, String message) {
        ReelRun run = compare(arguments.split(" "));

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void options_of_a_request_need_an_operation() {
        ReelRun run = run().reel("providers", "--seed", "7");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--compare");
    }

    @Test
    void local_files_are_checked_and_not_sent() {
        ReelRun run = compare("image-to-video", "--image", "no-such-file.png", "--json");

        assertThat(String.valueOf(quote(run, "pixazo").get("failures"))).contains("kind=UNSUPPORTED");
        assertThat(run.out()).doesNotContain("no-such-file.png\"}");
    }
}
