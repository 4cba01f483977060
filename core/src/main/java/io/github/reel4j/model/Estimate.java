package io.github.reel4j.model;

/** What an order is expected to cost, before it is placed. What is not known is never 0. */
public sealed interface Estimate {

    /** How the figure comes about, or why there is none. */
    String basis();

    /** One line for people. */
    String describe();

    /** One price. */
    record Known(Money money, String basis, DocumentAnchor source) implements Estimate {
        @Override
        public String describe() {
            return money + " estimated: " + basis + "   " + source;
        }
    }

    /** Between two prices, both included. */
    record Range(Money min, Money max, String basis, DocumentAnchor source) implements Estimate {
        @Override
        public String describe() {
            return min + " to " + max + " estimated: " + basis + "   " + source;
        }
    }

    /** No price is known. */
    record Unknown(String basis) implements Estimate {
        @Override
        public String describe() {
            return "unknown: " + basis;
        }
    }
}
