package io.github.reel4j.pricing;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.spi.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Estimates the price of a request from the price list of its model. Immutable and thread-safe. */
public final class TablePricing implements PricingModel {

    private final Function<String, Optional<BigDecimal>> rates;

    /** Creates a pricing model without user-defined rates. */
    public TablePricing() {
        this(setting -> Optional.empty());
    }

    /**
     * Creates a pricing model with rates that only the user knows.
     *
     * @param rates returns the rate for a {@linkplain PriceRow.PerSecond#rateSetting() setting}, if the user has set it
     */
    public TablePricing(Function<String, Optional<BigDecimal>> rates) {
        this.rates = rates;
    }

    /** If the request does not say which of several rows applies, the price is a range over those rows. */
    @Override
    public Estimate estimate(ResolvedRequest request) {
        List<PriceRow> rows = rowsFor(request);
        if (rows.isEmpty()) {
            return unlisted(request, request.get(Field.RESOLUTION));
        }
        List<Estimate> estimates =
                rows.stream().map(row -> estimate(row, request)).distinct().toList();
        return estimates.size() == 1 ? estimates.get(0) : EstimateUnion.of(estimates, openFields(rows, request));
    }

    /** Returns the rows that may apply: more than 1 only if the request lacks a resolution or a duration. */
    private static List<PriceRow> rowsFor(ResolvedRequest request) {
        Optional<Resolution> resolution = request.get(Field.RESOLUTION);
        List<PriceRow> rows = request.model().prices().stream()
                .filter(row -> resolution.isEmpty()
                        || row.resolution().isEmpty()
                        || row.resolution().equals(resolution))
                .toList();
        Optional<Duration> duration = request.get(Field.DURATION);
        if (rows.isEmpty() || duration.isEmpty()) {
            return rows;
        }
        List<PriceRow> exact =
                rows.stream().filter(row -> length(row).equals(duration)).toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        return rows.stream().map(PriceRow::resolution).distinct().count() > 1 ? rows : rows.subList(0, 1);
    }

    /** Returns the fields that the request does not set and in which the rows differ. */
    private static String openFields(List<PriceRow> rows, ResolvedRequest request) {
        List<String> open = new ArrayList<>();
        if (request.get(Field.RESOLUTION).isEmpty()
                && rows.stream().map(PriceRow::resolution).distinct().count() > 1) {
            open.add(Field.RESOLUTION.name());
        }
        if (request.get(Field.DURATION).isEmpty()
                && rows.stream().map(TablePricing::length).distinct().count() > 1) {
            open.add(Field.DURATION.name());
        }
        return open.isEmpty() ? "a field" : String.join(" and ", open);
    }

    private static Optional<Duration> length(PriceRow row) {
        return row instanceof PriceRow.PerVideo perVideo ? perVideo.seconds() : Optional.empty();
    }

    private Estimate estimate(PriceRow row, ResolvedRequest request) {
        if (row instanceof PriceRow.PublishedRate published) {
            return estimate(published, request);
        }
        return row instanceof PriceRow.PerVideo perVideo
                ? estimate(perVideo, request)
                : estimate((PriceRow.PerSecond) row, request);
    }

    private static Estimate unlisted(ResolvedRequest request, Optional<Resolution> resolution) {
        String document = request.model().source().document();
        return new Estimate.Unknown(
                request.model().prices().isEmpty()
                        ? "the vendor's page lists no price for "
                                + request.model().id() + " (" + document + ")"
                        : "the vendor's page lists no price for "
                                + request.model().id()
                                + resolution.map(tier -> " at " + tier).orElse("") + " (" + document + ")");
    }

    private static Estimate estimate(PriceRow.PerVideo price, ResolvedRequest request) {
        Optional<Duration> ordered = request.get(Field.DURATION);
        if (ordered.isEmpty() || price.seconds().isEmpty() || ordered.equals(price.seconds())) {
            return new Estimate.Known(price.money(), price.basis(), price.source());
        }
        Duration length = ordered.get();
        String priced = seconds(price.seconds().get());
        if (price.perSecond().isEmpty() || length.compareTo(price.seconds().get()) > 0) {
            return new Estimate.Unknown(
                    "the vendor lists a price for " + priced + " s only, not for " + seconds(length) + " s");
        }
        Money proRata =
                new Money(price.perSecond().get(), price.money().currency()).times(new BigDecimal(seconds(length)));
        return new Estimate.Range(
                proRata.exceeds(price.money()) ? price.money() : proRata,
                proRata.exceeds(price.money()) ? proRata : price.money(),
                "the vendor lists a price for " + priced + " s only; " + seconds(length)
                        + " s may be billed per second, or like " + priced + " s",
                price.source());
    }

    private static Estimate estimate(PriceRow.PublishedRate price, ResolvedRequest request) {
        Optional<Duration> length = request.get(price.length());
        String rate = price.basis() + ", " + price.perSecond() + " per second";
        if (length.isPresent()) {
            String billable = seconds(price.billable(length.get()));
            return new Estimate.Known(
                    price.perSecond().times(new BigDecimal(billable)), billable + " s " + rate, price.source());
        }
        Money min = price.perSecond().times(new BigDecimal(seconds(price.min())));
        if (price.max().equals(PriceRow.PublishedRate.NO_MAX)) {
            return new Estimate.AtLeast(
                    min,
                    "at least " + seconds(price.min()) + " s " + rate + "; " + price.length() + " is not set",
                    price.source());
        }
        return new Estimate.Range(
                min,
                price.perSecond().times(new BigDecimal(seconds(price.max()))),
                seconds(price.min()) + " to " + seconds(price.max()) + " s " + rate + "; " + price.length()
                        + " is not set",
                price.source());
    }

    private Estimate estimate(PriceRow.PerSecond price, ResolvedRequest request) {
        Optional<Duration> motion = request.get(Field.MOTION_LENGTH);
        String bounds = seconds(price.min()) + " to " + seconds(price.max()) + " s";
        String billable = motion.map(length -> seconds(clamp(price, length)) + " s are billable")
                .orElse(bounds + " are billable, by the length of the motion clip");
        Optional<BigDecimal> rate = rates.apply(price.rateSetting());
        if (rate.isEmpty()) {
            return new Estimate.Unknown("the vendor publishes no rate per second; " + billable
                    + ". Set the rate you pay, in " + price.currency() + " per second, as "
                    + Settings.variable(request.provider().value(), price.rateSetting()));
        }
        Money perSecond = new Money(rate.get(), price.currency());
        String basis = billable + ", at the rate you set, " + perSecond + " per second";
        if (motion.isPresent()) {
            BigDecimal length = new BigDecimal(seconds(clamp(price, motion.get())));
            return new Estimate.Known(perSecond.times(length), basis, price.source());
        }
        return new Estimate.Range(
                perSecond.times(new BigDecimal(seconds(price.min()))),
                perSecond.times(new BigDecimal(seconds(price.max()))),
                basis,
                price.source());
    }

    private static Duration clamp(PriceRow.PerSecond price, Duration length) {
        if (length.compareTo(price.min()) < 0) {
            return price.min();
        }
        return length.compareTo(price.max()) > 0 ? price.max() : length;
    }

    private static String seconds(Duration length) {
        return Field.DURATION.format(length);
    }
}
