package io.github.reel4j.provider.feign.text;

/** Writes sizes the way people read them. */
public final class ByteCount {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB"};

    private ByteCount() {}

    /** The size in the largest unit that divides it, so that nothing is rounded. */
    public static String of(long bytes) {
        long amount = bytes;
        int unit = 0;
        while (amount > 0 && amount % 1024 == 0 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return amount + " " + UNITS[unit];
    }
}
