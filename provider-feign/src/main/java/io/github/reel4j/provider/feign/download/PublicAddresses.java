package io.github.reel4j.provider.feign.download;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The public IP addresses: all except those in IANA's special-purpose registries (RFC 6890).
 *
 * <p>The table is necessary because the flags of {@link InetAddress} miss fc00::/7, 100.64.0.0/10, 198.18.0.0/15 and
 * 64:ff9b::/96.
 */
final class PublicAddresses {

    private static final List<Cidr> SPECIAL_PURPOSE = List.of(
            Cidr.v4(0, 0, 0, 8), // this network
            Cidr.v4(10, 0, 0, 8), // private
            Cidr.v4(100, 64, 0, 10), // carrier-grade NAT
            Cidr.v4(127, 0, 0, 8), // loopback
            Cidr.v4(169, 254, 0, 16), // link-local, cloud metadata
            Cidr.v4(172, 16, 0, 12), // private
            Cidr.v4(192, 0, 0, 24), // protocol assignments
            Cidr.v4(192, 0, 2, 24), // documentation
            Cidr.v4(192, 88, 99, 24), // 6to4 relays
            Cidr.v4(192, 168, 0, 16), // private
            Cidr.v4(198, 18, 0, 15), // benchmarks
            Cidr.v4(198, 51, 100, 24), // documentation
            Cidr.v4(203, 0, 113, 24), // documentation
            Cidr.v4(224, 0, 0, 4), // multicast
            Cidr.v4(240, 0, 0, 4), // reserved, broadcast
            Cidr.v6(96), // unspecified, loopback, IPv4-compatible
            Cidr.v6(48, 0x64, 0xff9b, 1), // local-use NAT64
            Cidr.v6(64, 0x100), // discard
            Cidr.v6(23, 0x2001), // protocol assignments, Teredo
            Cidr.v6(32, 0x2001, 0xdb8), // documentation
            Cidr.v6(20, 0x3fff), // documentation
            Cidr.v6(16, 0x5f00), // segment routing
            Cidr.v6(7, 0xfc00), // unique local
            Cidr.v6(10, 0xfe80), // link-local
            Cidr.v6(10, 0xfec0), // site-local
            Cidr.v6(8, 0xff00)); // multicast

    private static final Cidr MAPPED = Cidr.v6(96, 0, 0, 0, 0, 0, 0xffff);
    private static final Cidr TRANSLATION_PREFIXES = Cidr.v6(96, 0, 0, 0, 0, 0xffff, 0);
    private static final Cidr NAT64 = Cidr.v6(96, 0x64, 0xff9b);
    private static final Cidr SIX_TO_FOUR = Cidr.v6(16, 0x2002);

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    private static boolean contains(byte[] address) {
        if (MAPPED.contains(address) || TRANSLATION_PREFIXES.contains(address) || NAT64.contains(address)) {
            return contains(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return contains(Arrays.copyOfRange(address, 2, 6));
        }
        return SPECIAL_PURPOSE.stream().noneMatch(block -> block.contains(address));
    }
}
