package io.github.reel4j.polling;

/**
 * Turns counts of ends into a smooth distribution: each is spread as a bell, as wide as its nearest neighbours are apart, so that a
 * narrow peak stays narrow and a thin tail becomes even. Bells end where they become thin: a wrong density weighs as its square
 * root, and polls would be spent where none can find anything.
 */
final class Smoothing {

    /** How many neighbours, as {@code 1 + PART * n^0.8}: their part shrinks as the number grows, by the rate usual for densities. */
    private static final double PART = 0.6;

    private static final double REACH = 2.2;
    private static final double NARROWEST = 0.6;
    private static final double WIDEST = 40;
    private static final double RADIUS_TO_WIDTH = 1.5;

    private Smoothing() {}

    /** @param total the sum of {@code counts}, above 0 */
    static Forecast smooth(double[] counts, double total) {
        int[] radius = radii(counts, Math.min(total, 1 + PART * Math.pow(total, 0.8)) * 0.999);
        int densest = LogScale.BINS;
        for (int each : radius) {
            densest = each == 0 ? densest : Math.min(densest, each);
        }
        double[] smooth = new double[LogScale.BINS];
        for (int i = 0; i < LogScale.BINS; i++) {
            if (counts[i] > 0) {
                double width = Math.sqrt((double) radius[i] * densest) / RADIUS_TO_WIDTH;
                spread(smooth, i, counts[i], Math.max(NARROWEST, Math.min(WIDEST, width)));
            }
        }
        return Forecast.of(smooth);
    }

    /** Within how many bins to both sides {@code neighbours} lie, or 0 for an empty bin. */
    private static int[] radii(double[] counts, double neighbours) {
        double[] before = new double[LogScale.BINS + 1];
        for (int i = 0; i < LogScale.BINS; i++) {
            before[i + 1] = before[i] + counts[i];
        }
        int[] radii = new int[LogScale.BINS];
        int radius = 1;
        int at = 0;
        for (int i = 0; i < LogScale.BINS; i++) {
            if (counts[i] > 0) {
                radius = Math.max(1, radius - (i - at));
                while (radius < LogScale.BINS && within(before, i, radius) < neighbours) {
                    radius++;
                }
                radii[i] = radius;
                at = i;
            }
        }
        return radii;
    }

    private static double within(double[] before, int bin, int radius) {
        return before[Math.min(LogScale.BINS, bin + radius + 1)] - before[Math.max(0, bin - radius)];
    }

    private static void spread(double[] smooth, int bin, double count, double width) {
        int reach = (int) Math.ceil(REACH * width);
        double[] bell = new double[reach + 1];
        double sum = 0;
        for (int d = 0; d <= reach; d++) {
            bell[d] = Math.exp(-d * d / (2 * width * width));
            sum += d == 0 ? bell[d] : 2 * bell[d];
        }
        for (int d = -reach; d <= reach; d++) {
            smooth[Math.max(0, Math.min(LogScale.BINS - 1, bin + d))] += count * bell[Math.abs(d)] / sum;
        }
    }
}
