package io.github.reel4j.provider.feign.download;

/** A block of IP addresses, for example {@code fc00::/7}. */
final class Cidr {

    private final byte[] prefix;
    private final int bits;

    private Cidr(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    static Cidr v4(int a, int b, int c, int bits) {
        return new Cidr(new byte[] {(byte) a, (byte) b, (byte) c, 0}, bits);
    }

    /**
     * Returns an IPv6 block.
     *
     * @param groups the leading 16-bit groups; the others are zero
     */
    static Cidr v6(int bits, int... groups) {
        byte[] prefix = new byte[16];
        for (int i = 0; i < groups.length; i++) {
            prefix[2 * i] = (byte) (groups[i] >> 8);
            prefix[2 * i + 1] = (byte) groups[i];
        }
        return new Cidr(prefix, bits);
    }

    /** Returns whether an address of 4 or 16 bytes is in this block; false for the other IP version. */
    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
