package io.github.reel4j.model;

/** The expected price of an order. An unknown price is {@link Unknown}, never 0. */
public sealed interface Estimate {

    /** Returns how the price is calculated, or why it is unknown. */
    String basis();

    /** Returns a one-line description for people. */
    String describe();

    /**
     * An exact price.
     *
     * @param source where the vendor's document states the price
     */
    record Known(Money money, String basis, DocumentAnchor source) implements Estimate {
        @Override
        public String describe() {
            return money + " estimated: " + basis + "   " + source;
        }
    }

    /**
     * A price range, both ends inclusive.
     *
     * @param source where the vendor's document states the prices
     */
    record Range(Money min, Money max, String basis, DocumentAnchor source) implements Estimate {
        @Override
        public String describe() {
            return min + " to " + max + " estimated: " + basis + "   " + source;
        }
    }

    /**
     * A price of which only a lower bound is known. Where a maximum counts, such as in records and spend limits, it is
     * an unknown price. A price cap below {@code min} rejects the order in any case.
     *
     * @param min the lower bound, inclusive, more than 0
     * @param source where the vendor's document states the price
     */
    record AtLeast(Money min, String basis, DocumentAnchor source) implements Estimate {
        @Override
        public String describe() {
            return "at least " + min + " estimated: " + basis + "   " + source;
        }
    }

    /**
     * An unknown price.
     *
     * @param basis why the price is unknown
     */
    record Unknown(String basis) implements Estimate {
        @Override
        public String describe() {
            return "unknown: " + basis;
        }
    }
}
