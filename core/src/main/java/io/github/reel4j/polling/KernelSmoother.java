package io.github.reel4j.polling;

/**
 * Turns counts of ends into a smooth distribution: each is spread as a bell, as wide as its nearest neighbours are apart, so that a
 * narrow peak stays narrow and a thin tail becomes even. Bells end where they become thin: a wrong density weighs as its square
 * root, and polls would be spent where none can find anything.
 */
final class KernelSmoother {

    /** How many neighbours, as {@code 1 + PART * n^0.8}: their part shrinks as the number grows, by the rate usual for densities. */
    private static final double BANDWIDTH_FRACTION = 0.6;

    private static final double REACH = 2.2;
    private static final double MIN_BANDWIDTH = 0.6;
    private static final double MAX_BANDWIDTH = 40;
    private static final double RADIUS_TO_WIDTH = 1.5;

    private KernelSmoother() {}

    /** @param total the sum of {@code counts}, above 0 */
    static CompletionDistribution smooth(double[] counts, double total) {
        int[] radius = radii(counts, Math.min(total, 1 + BANDWIDTH_FRACTION * Math.pow(total, 0.8)) * 0.999);
        int densest = LogBuckets.BUCKETS;
        for (int each : radius) {
            densest = each == 0 ? densest : Math.min(densest, each);
        }
        double[] smooth = new double[LogBuckets.BUCKETS];
        for (int i = 0; i < LogBuckets.BUCKETS; i++) {
            if (counts[i] > 0) {
                double width = Math.sqrt((double) radius[i] * densest) / RADIUS_TO_WIDTH;
                spread(smooth, i, counts[i], Math.max(MIN_BANDWIDTH, Math.min(MAX_BANDWIDTH, width)));
            }
        }
        return CompletionDistribution.of(smooth);
    }

    /** Within how many bins to both sides {@code neighbours} lie, or 0 for an empty bin. */
    private static int[] radii(double[] counts, double neighbours) {
        double[] before = new double[LogBuckets.BUCKETS + 1];
        for (int i = 0; i < LogBuckets.BUCKETS; i++) {
            before[i + 1] = before[i] + counts[i];
        }
        int[] radii = new int[LogBuckets.BUCKETS];
        int radius = 1;
        int at = 0;
        for (int i = 0; i < LogBuckets.BUCKETS; i++) {
            if (counts[i] > 0) {
                radius = Math.max(1, radius - (i - at));
                while (radius < LogBuckets.BUCKETS && within(before, i, radius) < neighbours) {
                    radius++;
                }
                radii[i] = radius;
                at = i;
            }
        }
        return radii;
    }

    private static double within(double[] before, int bin, int radius) {
        return before[Math.min(LogBuckets.BUCKETS, bin + radius + 1)] - before[Math.max(0, bin - radius)];
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
            smooth[Math.max(0, Math.min(LogBuckets.BUCKETS - 1, bin + d))] += count * bell[Math.abs(d)] / sum;
        }
    }
}
