package io.github.reel4j.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;

/** One row of a model's price list, to the letter of the document. */
public sealed interface Price {

    /** The resolution it is for, empty for all. */
    Optional<Resolution> resolution();

    DocumentAnchor source();

    /**
     * A price for one video.
     *
     * @param seconds the length it is for, empty if the document names none
     * @param perSecond the rate the document prints beside it, empty if none: it bounds what a shorter video may cost
     * @param basis what the price is for, as the document has it, for people
     */
    record PerVideo(
            Optional<Resolution> resolution,
            Optional<Duration> seconds,
            Money money,
            Optional<BigDecimal> perSecond,
            String basis,
            DocumentAnchor source)
            implements Price {}

    /**
     * A price by the second of the motion clip, between two bounds, whose rate only the user knows.
     *
     * @param rateSetting the provider's setting that holds the rate, for example {@code rate-480p}
     * @param min shorter clips are billed as this long
     * @param max longer clips are billed as this long
     */
    record PerSecond(
            Optional<Resolution> resolution,
            String rateSetting,
            Currency currency,
            Duration min,
            Duration max,
            DocumentAnchor source)
            implements Price {}
}
