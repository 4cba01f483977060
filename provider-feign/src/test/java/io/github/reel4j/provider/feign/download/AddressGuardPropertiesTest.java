package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.provider.feign.download.AddressGuard.ResolvedUrl;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.RequestUrl;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Properties that hold for any link, and for any resolved address. */
class AddressGuardPropertiesTest {

    private static AddressGuard resolvingTo(byte[] address) {
        return new AddressGuard(false, host -> new InetAddress[] {InetAddress.getByAddress(host, address)});
    }

    private static AddressGuard open() {
        return resolvingTo(new byte[] {8, 8, 8, 8});
    }

    /** Parts of links in any order, which are closer to valid links than arbitrary text. */
    @Provide
    Arbitrary<String> nearlyLinks() {
        return Arbitraries.of(
                        "https",
                        "http",
                        "file",
                        ":",
                        "//",
                        "/",
                        "\\",
                        "@",
                        "#",
                        "?",
                        "%2F",
                        "%00",
                        "[",
                        "]",
                        "::1",
                        "127.1",
                        "good.example",
                        "evil",
                        ".",
                        ":443",
                        ":0",
                        "ü",
                        " ",
                        "\r\n",
                        "x")
                .list()
                .ofMaxSize(10)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    @Tag("fault-90")
    @Tag("fault-95")
    void any_text_is_accepted_or_rejected(@ForAll @StringLength(max = 200) String link) throws Exception {
        judged(link);
    }

    @Property
    @Tag("fault-90")
    @Tag("fault-95")
    void nearly_valid_links_are_accepted_or_rejected(@ForAll("nearlyLinks") String link) throws Exception {
        judged(link);
        judged("https://" + link);
    }

    private static void judged(String link) throws Exception {
        try {
            ResolvedUrl resolved = open().check(link);
            assertThat(resolved.uri().getScheme()).isEqualToIgnoringCase("https");
            assertThat(resolved.uri().getHost()).matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
            assertThat(resolved.uri().getRawUserInfo()).isNull();
            assertThat(RequestUrl.of(resolved.uri().toString()).endpoint().tls())
                    .isTrue();
        } catch (DownloadException e) {
            assertThat(e.reason()).isEqualTo(Reason.BLOCKED_ADDRESS);
            assertThat(e).hasNoCause();
        }
    }

    @Property
    @Tag("fault-91")
    void an_IPv4_address_embedded_in_IPv6_gets_the_same_result(@ForAll @Size(4) byte[] v4) throws UnknownHostException {
        boolean open = PublicAddresses.contains(InetAddress.getByAddress(v4));
        assertThat(PublicAddresses.contains(wrapped(new int[] {0, 0x64, 0xff, 0x9b}, 12, v4)))
                .isEqualTo(open);
        assertThat(PublicAddresses.contains(wrapped(new int[] {0x20, 0x02}, 2, v4)))
                .isEqualTo(open);
    }

    private static InetAddress wrapped(int[] prefix, int place, byte[] v4) throws UnknownHostException {
        byte[] v6 = new byte[16];
        for (int i = 0; i < prefix.length; i++) {
            v6[i] = (byte) prefix[i];
        }
        System.arraycopy(v4, 0, v6, place, 4);
        return InetAddress.getByAddress(v6);
    }

    @Property
    @Tag("fault-91")
    void addresses_that_the_JDK_calls_local_are_rejected(@ForAll @Size(4) byte[] v4, @ForAll @Size(16) byte[] v6)
            throws UnknownHostException {
        for (InetAddress address : new InetAddress[] {InetAddress.getByAddress(v4), InetAddress.getByAddress(v6)}) {
            boolean local = address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress();
            assertThat(local && PublicAddresses.contains(address))
                    .as("%s", address)
                    .isFalse();
        }
    }

    @Property
    @Tag("fault-91")
    @Tag("fault-92")
    void all_addresses_of_private_blocks_are_rejected(
            @ForAll @ByteRange(min = 0, max = 63) byte second, @ForAll byte third, @ForAll byte fourth) {
        byte[][] all = {
            {10, (byte) (second * 4), third, fourth},
            {127, (byte) (second * 4), third, fourth},
            {100, (byte) (64 + second), third, fourth},
            {(byte) 172, (byte) (16 + second % 16), third, fourth},
            {(byte) 192, (byte) 168, third, fourth},
            {(byte) 169, (byte) 254, third, fourth},
            {(byte) 198, (byte) (18 + second % 2), third, fourth},
            {(byte) (224 + second % 32), second, third, fourth}
        };
        for (byte[] address : all) {
            DownloadException failure = catchThrowableOfType(
                    DownloadException.class, () -> resolvingTo(address).check("https://good.example/"));
            assertThat(failure.reason()).isEqualTo(Reason.BLOCKED_ADDRESS);
        }
    }

    @Property
    @Tag("fault-91")
    void all_unique_local_IPv6_addresses_are_rejected(@ForAll @Size(15) byte[] rest) throws UnknownHostException {
        byte[] address = new byte[16];
        System.arraycopy(rest, 0, address, 1, 15);
        for (int first : new int[] {0xfc, 0xfd, 0xff}) {
            address[0] = (byte) first;
            assertThat(PublicAddresses.contains(InetAddress.getByAddress(address)))
                    .isFalse();
        }
    }

    @Property
    @Tag("fault-91")
    void a_block_contains_exactly_its_range(
            @ForAll @Size(16) byte[] first, @ForAll @IntRange(max = 128) int bits, @ForAll @Size(16) byte[] other) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((first[2 * i] & 0xff) << 8) | (first[2 * i + 1] & 0xff);
        }
        BigInteger size = BigInteger.ONE.shiftLeft(128 - bits);
        BigInteger start = new BigInteger(1, first).divide(size).multiply(size);
        Cidr block = Cidr.v6(bits, groups);
        for (BigInteger each : List.of(
                new BigInteger(1, other),
                start,
                start.subtract(BigInteger.ONE),
                start.add(size),
                start.add(size).subtract(BigInteger.ONE))) {
            if (each.signum() >= 0 && each.bitLength() <= 128) {
                boolean within = each.compareTo(start) >= 0 && each.compareTo(start.add(size)) < 0;
                assertThat(block.contains(bytes(each)))
                        .as("%x in %x/%d", each, start, bits)
                        .isEqualTo(within);
            }
        }
    }

    private static byte[] bytes(BigInteger number) {
        byte[] address = new byte[16];
        for (int i = 0; i < 16; i++) {
            address[i] = number.shiftRight(8 * (15 - i)).byteValue();
        }
        return address;
    }
}
