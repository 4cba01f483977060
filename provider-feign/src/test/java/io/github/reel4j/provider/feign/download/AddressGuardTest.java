package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    /** Resolves literals with the JDK, and names from a table. */
    private static InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "good.example" -> new InetAddress[] {InetAddress.getByName("93.184.216.34")};
            case "mixed.example" ->
                new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")};
            case "twice.example" ->
                new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("8.8.8.8")};
            case "localhost" -> new InetAddress[] {InetAddress.getLoopbackAddress()};
            case "evil.example" -> new InetAddress[] {InetAddress.getByName("169.254.169.254")};
            default -> {
                if (!host.matches("[0-9.]+|\\[.*")) {
                    throw new UnknownHostException(host);
                }
                yield InetAddress.getAllByName(host);
            }
        };
    }

    private final AddressGuard strict = new AddressGuard(false, AddressGuardTest::resolve);
    private final AddressGuard local = new AddressGuard(true, AddressGuardTest::resolve);

    static List<Path> seeds() throws IOException {
        try (Stream<Path> seeds = Files.list(Path.of("..", "fuzz", "seeds", "address-guard"))) {
            return seeds.sorted().toList();
        }
    }

    /** The seeds and earlier findings of the fuzzer. */
    @ParameterizedTest
    @MethodSource("seeds")
    void a_seed_of_the_fuzzer_is_checked(Path seed) throws IOException {
        String[] lines = Files.readString(seed).split("\n", 2);
        AddressGuard guard = new AddressGuard(false, host ->
                new InetAddress[] {InetAddress.getByAddress(HexFormat.of().parseHex(lines[0]))});
        DownloadException rejection = catchThrowableOfType(DownloadException.class, () -> guard.check(lines[1]));
        boolean passes = Set.of("plain", "port").contains(seed.getFileName().toString());
        assertThat(rejection == null).isEqualTo(passes);
        assertThat(passes || rejection.reason() == Reason.BLOCKED_ADDRESS).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example/v.mp4",
                "HTTPS://good.example:8443/v.mp4?sig=a%2Fb#frag",
                "https://good.example/#@evil.example/",
                "https://8.8.8.8/v.mp4",
                "https://[2606:4700::1111]/v.mp4",
                "https://[::ffff:8.8.8.8]/",
                "https://[64:ff9b::808:808]/",
                "https://[2002:808:808::1]/",
                "https://172.15.255.255/",
                "https://172.32.0.1/",
                "https://100.63.255.255/",
                "https://100.128.0.1/",
                "https://198.17.255.255/",
                "https://223.255.255.255/",
                "https://good.example:1/",
                "https://good.example:65535/"
            })
    @Tag("fault-90")
    @Tag("fault-91")
    void a_public_https_link_passes(String link) throws Exception {
        assertThat(strict.check(link).uri()).hasToString(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://good.example/v.mp4",
                "ftp://good.example/v.mp4",
                "file:///etc/passwd",
                "jar:https://good.example/a.jar!/v.mp4",
                "data:video/mp4;base64,AAAA",
                "//good.example/v.mp4",
                "/v.mp4",
                "v.mp4",
                "",
                "https:",
                "https://",
                "https:///v.mp4",
                "https:good.example/v.mp4",
                "https://user@good.example/",
                "https://user:pass@good.example/",
                "https://good.example@evil.example/",
                "https://@good.example/",
                "https://good.example\\@evil.example/",
                "https:\\\\good.example/",
                "https://good.example%2Fevil.example/",
                "https://good.example%00/",
                "https://good.example./",
                "https://.good.example/",
                "https://gööd.example/",
                "https://good.example/ v.mp4",
                "https://good.example/\u007f",
                "https://good.example/\u0080",
                "https://good.example/\r\nX: y",
                "https://good.example:0/",
                "https://good.example:65536/",
                "https://good.example:99999999999/",
                "https://good.example:abc/",
                "https://[fe80::1%25eth0]/",
                "https://evil.example/",
                "https://mixed.example/",
                "https://localhost/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0.0.0.0/",
                "https://0/",
                "https://10.255.255.255/",
                "https://100.64.0.1/",
                "https://100.127.255.255/",
                "https://169.254.169.254/latest/meta-data",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.0.0.8/",
                "https://192.0.2.1/",
                "https://192.168.1.1/",
                "https://198.18.0.1/",
                "https://198.19.255.255/",
                "https://203.0.113.7/",
                "https://224.0.0.1/",
                "https://239.255.255.255/",
                "https://240.0.0.1/",
                "https://255.255.255.255/",
                "https://[::]/",
                "https://[::1]/",
                "https://[::7f00:1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:a00:1]/",
                "https://[::ffff:0:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[64:ff9b::169.254.169.254]/",
                "https://[64:ff9b:1::1]/",
                "https://[2002:7f00:1::1]/",
                "https://[2002:a00:1::]/",
                "https://[2001::1]/",
                "https://[2001:db8::1]/",
                "https://[fc00::1]/",
                "https://[fdff::1]/",
                "https://[fe80::1]/",
                "https://[fec0::1]/",
                "https://[ff02::1]/"
            })
    @Tag("fault-90")
    @Tag("fault-91")
    @Tag("fault-92")
    @Tag("fault-95")
    void anything_else_is_rejected(String link) {
        DownloadException failure = catchThrowableOfType(DownloadException.class, () -> strict.check(link));

        assertThat(failure).as(link).isNotNull().hasNoCause();
        assertThat(failure.reason()).isEqualTo(Reason.BLOCKED_ADDRESS);
    }

    @Test
    @Tag("fault-95")
    void a_link_has_at_most_8192_characters() throws Exception {
        String max = "https://good.example/" + "x".repeat(8192 - "https://good.example/".length());

        assertThat(strict.check(max).uri()).hasToString(max);
        assertThat(catchThrowableOfType(DownloadException.class, () -> strict.check(max + "x"))
                        .reason())
                .isEqualTo(Reason.BLOCKED_ADDRESS);
    }

    @Test
    void all_addresses_of_the_name_are_returned() throws Exception {
        assertThat(strict.check("https://twice.example/").addresses()).containsExactly(resolve("twice.example"));
    }

    @Test
    void a_resolver_without_a_result_is_unreachable() {
        AddressGuard empty = new AddressGuard(false, host -> new InetAddress[0]);

        assertThat(catchThrowableOfType(DownloadException.class, () -> empty.check("https://good.example/"))
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void a_name_without_an_address_is_unreachable() {
        DownloadException failure =
                catchThrowableOfType(DownloadException.class, () -> strict.check("https://gone.example/?sig=secret"));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure).hasMessage("the name gone.example could not be resolved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/v.mp4",
                "http://localhost/v.mp4",
                "http://[::1]:1/",
                "https://good.example/"
            })
    void a_loopback_provider_may_link_to_loopback(String link) {
        assertThatCode(() -> local.check(link)).doesNotThrowAnyException();
    }

    /** A server there may relay the responses of an external vendor. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://evil.example/",
                "https://mixed.example/",
                "https://10.0.0.1/v.mp4",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::a00:1]/",
                "https://[fd00::1]/",
                "http://0.0.0.0/",
                "http://good.example/"
            })
    @Tag("fault-91")
    @Tag("fault-92")
    void a_loopback_provider_may_not_link_to_private_addresses(String link) {
        assertThat(catchThrowableOfType(DownloadException.class, () -> local.check(link))
                        .reason())
                .isEqualTo(Reason.BLOCKED_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "http://user@127.0.0.1/", "//127.0.0.1/", "http://a\\b/"})
    @Tag("fault-90")
    @Tag("fault-95")
    void the_syntax_is_checked_for_loopback_too(String link) {
        assertThat(catchThrowableOfType(DownloadException.class, () -> local.check(link)))
                .isNotNull();
    }

    @Test
    void an_invalid_link_is_not_resolved() {
        AtomicInteger resolutions = new AtomicInteger();
        AddressGuard counting = new AddressGuard(false, host -> {
            resolutions.incrementAndGet();
            return resolve(host);
        });
        assertThat(catchThrowableOfType(DownloadException.class, () -> counting.check("http://good.example/")))
                .isNotNull();
        assertThat(resolutions).hasValue(0);
    }
}
