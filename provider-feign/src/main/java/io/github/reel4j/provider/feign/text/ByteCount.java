package io.github.reel4j.provider.feign.text;

/** Formats sizes for messages. */
public final class ByteCount {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB"};

    private ByteCount() {}

    /** Returns the size in the largest unit that divides it exactly, for example {@code 64 KiB}. */
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
