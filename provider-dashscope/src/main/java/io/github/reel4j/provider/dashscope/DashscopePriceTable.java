package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.provider.dashscope.DashscopeSettings.Region;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The prices of DashScope's models in one region and currency, as far as its documents state them. */
final class DashscopePriceTable {

    /** What the vendor bills for the check of a picture, in both currencies. */
    static final String FACE_CHECK = "0.004 CNY (0.000574 USD)";

    static final Currency CNY = Currency.getInstance("CNY");

    private static final String RESELLER = "dashscope-prices-of-a-reseller";
    private static final String SPEECH = "dashscope-speech-to-video";
    private static final String ANIMATE = "dashscope-animate";
    private static final Duration FIVE = Duration.ofSeconds(5);

    private final Region region;
    private final Currency currency;

    DashscopePriceTable(Region region, Currency currency) {
        this.region = region;
        this.currency = currency;
    }

    /** Returns the values that decide the price, with the tier of a size, and with the price rows of the mode. */
    static ResolvedRequest priced(ResolvedRequest request) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        for (Field<?> length : List.of(Field.DURATION, Field.MOTION_LENGTH, Field.AUDIO_LENGTH)) {
            request.get(length).ifPresent(value -> values.put(length, value));
        }
        request.get(Field.RESOLUTION)
                .map(resolution -> DashscopeSizes.tier(resolution).orElse(resolution))
                .ifPresent(tier -> values.put(Field.RESOLUTION, tier));
        ModelSpec model = request.model();
        boolean pro = request.get(DashscopeModels.MODE).equals(Optional.of("wan-pro"));
        return new ResolvedRequest(
                request.provider(),
                pro && !model.prices().isEmpty()
                        ? ModelSpec.builder()
                                .from(model)
                                .prices(List.of(animatePrice(model.id(), "wan-pro", "0.9")))
                                .build()
                        : model,
                values);
    }

    /** Returns whether documents state the prices of this region and currency. Those of Singapore are unknown. */
    private boolean isPriced() {
        return region == Region.BEIJING && currency.equals(CNY);
    }

    /** Returns a row for each pair of a tier and a rate per second. */
    List<PriceRow> fiveSeconds(String model, String... tiersAndRates) {
        List<PriceRow> rows = new ArrayList<>();
        for (int i = 0; isPriced() && i < tiersAndRates.length; i += 2) {
            rows.add(fiveSeconds(
                    tiersAndRates[i],
                    tiersAndRates[i + 1],
                    ", according to a reseller",
                    at(RESELLER, model + " " + tiersAndRates[i] + " " + tiersAndRates[i + 1])));
        }
        return rows;
    }

    private static PriceRow fiveSeconds(String tier, String rate, String remark, DocumentAnchor source) {
        return new PriceRow.PerVideo(
                Optional.of(Resolution.of(tier)),
                Optional.of(FIVE),
                cny(rate).times(BigDecimal.valueOf(5)),
                Optional.of(new BigDecimal(rate)),
                "for a video of 5 s at " + tier + remark,
                source);
    }

    List<PriceRow> plus() {
        return isPriced()
                ? List.of(fiveSeconds("720p", "0.70", "", at("dashscope-prices", "wanx2.1-i2v-plus 0.70")))
                : List.of();
    }

    List<PriceRow> turbo() {
        return isPriced()
                ? List.of(rate(
                        Optional.empty(),
                        cny("0.24"),
                        Field.DURATION,
                        Duration.ofSeconds(3),
                        FIVE,
                        "of video",
                        at("dashscope-prices", "wanx2.1-i2v-turbo 0.24")))
                : List.of();
    }

    List<PriceRow> upToTenSeconds(String model) {
        return Stream.of("480p 0.30", "720p 0.60", "1080p 1.00")
                .filter(row -> isPriced())
                .map(row -> row.split(" "))
                .map(row -> rate(
                        Optional.of(Resolution.of(row[0])),
                        cny(row[1]),
                        Field.DURATION,
                        FIVE,
                        Duration.ofSeconds(10),
                        "of video at " + row[0] + ", according to a reseller",
                        at(RESELLER, model + " " + row[0] + " " + row[1])))
                .toList();
    }

    /** The only model with documented prices in both currencies. The document states no minimum of seconds. */
    List<PriceRow> speech() {
        List<PriceRow> rows = new ArrayList<>();
        for (String[] row : new String[][] {{"480p", "0.50", "0.071677"}, {"720p", "0.90", "0.129018"}}) {
            Money rate = currency.equals(CNY) ? cny(row[1]) : Money.usd(row[2]);
            rows.add(rate(
                    Optional.of(Resolution.of(row[0])),
                    rate,
                    Field.AUDIO_LENGTH,
                    Duration.ofMillis(10),
                    Duration.ofSeconds(20),
                    "of video at " + row[0],
                    at(SPEECH, row[0] + " " + (currency.equals(CNY) ? row[1] : row[2]))));
        }
        return rows;
    }

    private static PriceRow animatePrice(String id, String mode, String rate) {
        return rate(
                Optional.empty(),
                cny(rate),
                Field.MOTION_LENGTH,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                "of video in mode " + mode
                        + (id.endsWith("move")
                                ? ", inferred from the price of wan2.2-animate-mix"
                                : ", stated without a source"),
                at(ANIMATE, "wan2.2-animate-mix " + mode + " " + rate));
    }

    private static PriceRow rate(
            Optional<Resolution> tier,
            Money perSecond,
            Field<Duration> length,
            Duration min,
            Duration max,
            String basis,
            DocumentAnchor source) {
        return new PriceRow.PublishedRate(tier, perSecond, length, min, max, basis, source);
    }

    /** Returns the price of mode wan-std. */
    List<PriceRow> animate(String id) {
        return isPriced() ? List.of(animatePrice(id, "wan-std", "0.6")) : List.of();
    }

    /** Returns the price of a face check. */
    static BigDecimal faceCheck(Currency currency) {
        return new BigDecimal(currency.equals(CNY) ? "0.004" : "0.000574");
    }

    private static Money cny(String amount) {
        return new Money(new BigDecimal(amount), CNY);
    }

    private static DocumentAnchor at(String document, String quote) {
        return new DocumentAnchor(document, quote);
    }
}
