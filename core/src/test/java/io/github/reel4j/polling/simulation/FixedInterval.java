package io.github.reel4j.polling.simulation;

/** Computes the score of polling at a fixed interval. */
public final class FixedInterval {

    private static final double REMAINDER = 1e-9;
    private static final int SPREAD = 20;

    private FixedInterval() {}

    public static Score score(CompletionTimes times, double interval) {
        double polls = 0;
        double delay = 0;
        for (double age = 0; times.cdf(age) < 1 - REMAINDER; age += interval) {
            polls += 1 - times.cdf(age);
            delay += times.delay(age, age + interval);
        }
        return new Score(polls, delay);
    }

    /** Returns the mean delay of the fixed interval that needs this mean number of polls. */
    public static double delay(CompletionTimes times, double polls) {
        double low = times.mean() / polls / 4;
        double high = times.mean() / polls * 4;
        Score found = Score.NONE;
        for (int i = 0; i < 16; i++) {
            double middle = Math.sqrt(low * high);
            found = about(times, middle);
            if (found.polls() > polls) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return found.delay();
    }

    /**
     * Returns the mean over intervals that differ by up to 10 %, because tasks of nearly constant duration would always
     * complete just before or just after a poll of one interval.
     */
    private static Score about(CompletionTimes times, double interval) {
        Score sum = Score.NONE;
        for (int i = 0; i <= SPREAD; i++) {
            sum = sum.plus(score(times, interval * (0.9 + 0.2 * i / SPREAD)));
        }
        return sum.dividedBy(SPREAD + 1);
    }
}
