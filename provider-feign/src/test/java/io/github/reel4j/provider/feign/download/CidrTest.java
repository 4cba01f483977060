package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {

    private static byte[] bytes(String address) throws Exception {
        return InetAddress.getByName(address).getAddress();
    }

    @ParameterizedTest
    @CsvSource({
        "172, 16, 0, 12, 172.16.0.0, 172.31.255.255, 172.15.255.255, 172.32.0.0",
        "10, 0, 0, 8, 10.0.0.0, 10.255.255.255, 9.255.255.255, 11.0.0.0",
        "203, 0, 113, 24, 203.0.113.0, 203.0.113.255, 203.0.112.255, 203.0.114.0",
        "198, 51, 100, 25, 198.51.100.0, 198.51.100.127, 198.51.99.255, 198.51.100.128",
        "224, 0, 0, 4, 224.0.0.0, 239.255.255.255, 223.255.255.255, 240.0.0.0"
    })
    void a_block_contains_its_first_and_last_address_only(
            int a, int b, int c, int bits, String first, String last, String below, String above) throws Exception {
        Cidr block = Cidr.v4(a, b, c, bits);

        assertThat(block.contains(bytes(first))).isTrue();
        assertThat(block.contains(bytes(last))).isTrue();
        assertThat(block.contains(bytes(below))).isFalse();
        assertThat(block.contains(bytes(above))).isFalse();
        assertThat(block.contains(new byte[16])).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fbff::, fe00::, 7, 64512, 0",
        "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db7:ffff::, 2001:db9::, 32, 8193, 3512",
        "64:ff9b::, 64:ff9b:0:0:ffff::, 64:ff9a:ffff::, 64:ff9b:1::, 48, 100, 65435",
        "::, ::ffff:ffff, ::1:0:0, ffff::, 96, 0, 0"
    })
    void an_IPv6_block_is_created_from_its_leading_groups(
            String first, String last, String below, String above, int bits, int group, int next) throws Exception {
        Cidr block = Cidr.v6(bits, group, next);

        assertThat(block.contains(bytes(first))).isTrue();
        assertThat(block.contains(bytes(last))).isTrue();
        assertThat(block.contains(bytes(below))).isFalse();
        assertThat(block.contains(bytes(above))).isFalse();
        assertThat(block.contains(new byte[4])).isFalse();
    }
}
