package io.github.reel4j.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;

/** One row of a model's price list, exactly as the vendor's document states it. Immutable. */
public sealed interface PriceRow {

    /** Returns the resolution that the price applies to; empty if it applies to all. */
    Optional<Resolution> resolution();

    /** Returns where the document states the price. */
    DocumentAnchor source();

    /**
     * A price for one video.
     *
     * @param seconds the video length that the price applies to; empty if the document names none
     * @param money the price; 0 only if the document states that the video is free of charge, as {@code basis} then
     *     says
     * @param perSecond the rate per second that the document states in addition, if any; it bounds the price of a
     *     shorter video
     * @param basis what the price is for, as the document words it, for people
     */
    record PerVideo(
            Optional<Resolution> resolution,
            Optional<Duration> seconds,
            Money money,
            Optional<BigDecimal> perSecond,
            String basis,
            DocumentAnchor source)
            implements PriceRow {}

    /**
     * A price per second, at a rate that the document states.
     *
     * @param perSecond the price of 1 second
     * @param length the field with the billable length: {@link Field#DURATION}, {@link Field#MOTION_LENGTH} or
     *     {@link Field#AUDIO_LENGTH}. If the order does not have it, the price is a range, or at least that of {@code
     *     min} if there is no maximum
     * @param min the minimum billable length, more than 0; shorter videos are billed as this long
     * @param max the maximum billable length, more than {@code min}; longer videos are billed as this long. {@link
     *     #NO_MAX} if the document states none
     * @param basis what is billed, as the document words it, for people
     * @param roundUpTo the step to whose next multiple a billable length is rounded up, for example 1 second; empty if
     *     the document states none. {@code min} and {@code max} are multiples of it
     */
    record PublishedRate(
            Optional<Resolution> resolution,
            Money perSecond,
            Field<Duration> length,
            Duration min,
            Duration max,
            String basis,
            DocumentAnchor source,
            Optional<Duration> roundUpTo)
            implements PriceRow {

        /** The {@link #max} of a rate for which the document states no maximum: longer than any video. */
        public static final Duration NO_MAX = Duration.ofDays(365);

        /**
         * Creates a row.
         *
         * @throws IllegalArgumentException if {@code min} is not more than 0 and less than {@code max}, or if {@code
         *     roundUpTo} is not more than 0, or one of them is no multiple of it
         */
        public PublishedRate {
            if (min.isNegative() || min.isZero() || max.compareTo(min) <= 0) {
                throw new IllegalArgumentException(
                        "min must be more than 0 and less than max, but min is " + min + " and max is " + max);
            }
            if (roundUpTo.isPresent()
                    && (!isMultiple(min, roundUpTo.get())
                            || !(max.equals(NO_MAX) || isMultiple(max, roundUpTo.get())))) {
                throw new IllegalArgumentException("min and max must be multiples of roundUpTo, but min is " + min
                        + ", max is " + max + " and roundUpTo is " + roundUpTo.get());
            }
        }

        /**
         * Creates a row of exact lengths, which are not rounded.
         *
         * @throws IllegalArgumentException if {@code min} is not more than 0 and less than {@code max}
         */
        public PublishedRate(
                Optional<Resolution> resolution,
                Money perSecond,
                Field<Duration> length,
                Duration min,
                Duration max,
                String basis,
                DocumentAnchor source) {
            this(resolution, perSecond, length, min, max, basis, source, Optional.empty());
        }

        /**
         * Returns a copy with a step to which the vendor's document says that lengths are rounded up.
         *
         * @throws IllegalArgumentException if {@code step} is not more than 0, or if {@code min} or {@code max} is no
         *     multiple of it
         */
        public PublishedRate roundUpTo(Duration step) {
            return new PublishedRate(resolution, perSecond, length, min, max, basis, source, Optional.of(step));
        }

        /** Returns the length that is billed for {@code actual}. */
        public Duration billable(Duration actual) {
            Duration rounded = roundUpTo.map(step -> roundedUp(actual, step)).orElse(actual);
            if (rounded.compareTo(min) < 0) {
                return min;
            }
            return rounded.compareTo(max) > 0 ? max : rounded;
        }

        private static Duration roundedUp(Duration actual, Duration step) {
            Duration whole = step.multipliedBy(actual.dividedBy(step));
            return whole.compareTo(actual) < 0 ? whole.plus(step) : whole;
        }

        private static boolean isMultiple(Duration length, Duration step) {
            return !step.isNegative()
                    && !step.isZero()
                    && step.multipliedBy(length.dividedBy(step)).equals(length);
        }
    }

    /**
     * A price per second of the motion clip, at a rate that only the user knows.
     *
     * @param rateSetting the setting of the provider that holds the rate, for example {@code rate-480p}
     * @param currency the currency of the rate
     * @param min the minimum billable length; shorter clips are billed as this long
     * @param max the maximum billable length; longer clips are billed as this long
     */
    record PerSecond(
            Optional<Resolution> resolution,
            String rateSetting,
            Currency currency,
            Duration min,
            Duration max,
            DocumentAnchor source)
            implements PriceRow {}
}
