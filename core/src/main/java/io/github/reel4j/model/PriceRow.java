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
     * @param money the price
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
     *     {@link Field#AUDIO_LENGTH}. If the order does not have it, the price is a range
     * @param min the minimum billable length, more than 0; shorter videos are billed as this long
     * @param max the maximum billable length, more than {@code min}; longer videos are billed as this long
     * @param basis what is billed, as the document words it, for people
     */
    record PublishedRate(
            Optional<Resolution> resolution,
            Money perSecond,
            Field<Duration> length,
            Duration min,
            Duration max,
            String basis,
            DocumentAnchor source)
            implements PriceRow {

        /**
         * Creates a row.
         *
         * @throws IllegalArgumentException if {@code min} is not more than 0 and less than {@code max}
         */
        public PublishedRate {
            if (min.isNegative() || min.isZero() || max.compareTo(min) <= 0) {
                throw new IllegalArgumentException(
                        "min must be more than 0 and less than max, but min is " + min + " and max is " + max);
            }
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
