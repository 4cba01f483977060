package io.github.reel4j.polling.adaptive;

/**
 * Smooths a histogram with a Gaussian kernel of variable bandwidth. Each count is spread as widely as its nearest
 * neighbours are apart, so that narrow peaks stay narrow and thin tails become even. Kernels are cut off at
 * {@link #REACH} bandwidths: the poll density is the square root of the hazard, so even a small wrong density would
 * cost many useless polls.
 */
final class KernelSmoother {

    /** The number of neighbours is {@code 1 + BANDWIDTH_FRACTION * n^0.8}, the usual rate of density estimators. */
    private static final double BANDWIDTH_FRACTION = 0.6;

    private static final double REACH = 2.2;
    private static final double MIN_BANDWIDTH = 0.6;
    private static final double MAX_BANDWIDTH = 40;
    private static final double RADIUS_TO_WIDTH = 1.5;

    private KernelSmoother() {}

    /**
     * Returns the smoothed distribution.
     *
     * @param total the sum of {@code counts}, above 0
     */
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

    /** Returns for each bucket how many buckets to both sides hold {@code neighbours}; 0 for an empty bucket. */
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

    private static double within(double[] before, int bucket, int radius) {
        return before[Math.min(LogBuckets.BUCKETS, bucket + radius + 1)] - before[Math.max(0, bucket - radius)];
    }

    private static void spread(double[] smooth, int bucket, double count, double width) {
        int reach = (int) Math.ceil(REACH * width);
        double[] kernel = new double[reach + 1];
        double sum = 0;
        for (int d = 0; d <= reach; d++) {
            kernel[d] = Math.exp(-d * d / (2 * width * width));
            sum += d == 0 ? kernel[d] : 2 * kernel[d];
        }
        for (int d = -reach; d <= reach; d++) {
            smooth[Math.max(0, Math.min(LogBuckets.BUCKETS - 1, bucket + d))] += count * kernel[Math.abs(d)] / sum;
        }
    }
}
