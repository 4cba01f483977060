package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.provider.feign.SampleVendor;
import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.ConnectionOptions;
import io.github.reel4j.provider.feign.http.LoopbackProxy;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import io.github.reel4j.provider.feign.http.SelfSignedCertificate;
import io.github.reel4j.spi.InvalidSettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads through a proxy, and what the address guard proves then. */
@Timeout(60)
class ProxiedDownloadTest {

    private static final byte[] VIDEO = SampleVideos.mp4(60, 1);

    @TempDir
    private Path directory;

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "files.example" ->
                new InetAddress[] {InetAddress.getByName("2001:db8::7"), InetAddress.getByName("203.0.113.7")};
            case "private.example" -> InetAddress.getAllByName("10.0.0.1");
            case "local.example" -> InetAddress.getAllByName("127.0.0.1");
            case "10.0.0.1", "127.1.1.1", "[::1]" -> InetAddress.getAllByName(host);
            default -> throw new UnknownHostException(host);
        };
    }

    /** Documentation addresses stand for public ones. */
    private static AddressGuard guard(boolean allowHttp) {
        return new AddressGuard(
                allowHttp,
                address -> !address.isSiteLocalAddress() && (allowHttp || !address.isLoopbackAddress()),
                ProxiedDownloadTest::resolve);
    }

    private static long fetch(AddressGuard guard, String dns, String proxy, String link, Path target)
            throws DownloadException {
        ConnectionOptions options = ConnectionOptions.of(SampleVendor.config(Map.of("reel4j.proxy", proxy)));
        DownloadDnsMode mode = DownloadDnsMode.of(SampleVendor.config(Map.of("reel4j.download-dns", dns)));
        try (AnonymousDownloader downloader = new AnonymousDownloader(guard, DownloadLimits.DEFAULT, mode, options)) {
            return downloader.transfer(new DownloadRequest("task", link, new TargetFile(target), OptionalLong.empty()));
        }
    }

    private DownloadException failure(String dns, String proxy, String link) {
        return catchThrowableOfType(
                DownloadException.class, () -> fetch(guard(false), dns, proxy, link, directory.resolve("v.mp4")));
    }

    /** The program of the child JVM, which trusts the certificate of files.example. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            try {
                System.out.println("bytes "
                        + fetch(guard(false), arguments[0], arguments[1], arguments[2], Path.of(arguments[3])));
            } catch (DownloadException e) {
                System.out.println(e.reason() + " " + e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http, local, 203.0.113.7",
        "socks5, local, 203.0.113.7",
        "http, proxy, files.example",
        "socks5, proxy, files.example"
    })
    @Tag("fault-180")
    void a_proxy_gets_the_checked_address_or_the_name(String scheme, String dns, String host) throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.in(directory, "DNS:files.example");
        try (RawHttpServer server = RawHttpServer.overTls(own, call -> call.respond("200 OK", "", VIDEO));
                LoopbackProxy proxy = LoopbackProxy.open()) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(own.flags());
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    Child.class.getName(),
                    dns,
                    scheme + "://" + proxy.address(),
                    "https://files.example:" + server.port() + "/v.mp4?signature=canary",
                    directory.resolve("v.mp4").toString()));
            Process child =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(output).contains("bytes " + VIDEO.length);
            assertThat(proxy.targets()).containsExactly(host + ":" + server.port());
            assertThat(proxy.log()).doesNotContain("canary");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /v.mp4?signature=canary HTTP/1.1\r\nHost: files.example:" + server.port());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "local, https://private.example/v",
        "local, https://10.0.0.1/v",
        "proxy, https://10.0.0.1/v",
        "proxy, https://[::1]/v",
        "proxy, https://127.1.1.1/v",
        "proxy, http://files.example/v",
        "proxy, https://intranet/v",
        "proxy, https://user@files.example/v"
    })
    @Tag("fault-180")
    void a_blocked_link_never_reaches_the_proxy(String dns, String link) {
        try (LoopbackProxy proxy = LoopbackProxy.open()) {
            assertThat(failure(dns, "http://" + proxy.address(), link).reason()).isEqualTo(Reason.BLOCKED_ADDRESS);
            assertThat(proxy.log()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://2130706433/v", "https://0x7f.0x1/v", "https://a.0177/v"})
    @Tag("fault-180")
    void a_numeric_host_is_never_left_to_the_proxy(String link) {
        try (LoopbackProxy proxy = LoopbackProxy.open()) {
            assertThat(failure("proxy", "http://" + proxy.address(), link)).isNotNull();
            assertThat(proxy.log()).isEmpty();
        }
    }

    @Test
    void a_name_that_only_the_proxy_resolves_is_explained() {
        try (LoopbackProxy proxy = LoopbackProxy.open()) {
            DownloadException failure = failure("local", "http://" + proxy.address(), "https://unknown.example/v");

            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure)
                    .hasMessageContaining("unknown.example could not be resolved on this machine")
                    .hasMessageContaining("set reel4j.download-dns=proxy");
            assertThat(failure("local", "none", "https://unknown.example/v"))
                    .hasMessage("the name unknown.example could not be resolved");
        }
    }

    @Test
    void a_name_of_a_loopback_address_uses_no_proxy() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", VIDEO));
                LoopbackProxy proxy = LoopbackProxy.open()) {
            assertThat(fetch(
                            guard(true),
                            "local",
                            "http://" + proxy.address(),
                            "http://local.example:" + server.port() + "/v",
                            directory.resolve("v.mp4")))
                    .isEqualTo(VIDEO.length);
            assertThat(proxy.log()).isEmpty();
        }
    }

    @Test
    @Tag("fault-174")
    void all_addresses_are_tried_through_the_proxy() {
        List<String> targets = new ArrayList<>();
        try (LoopbackProxy proxy = LoopbackProxy.failing(client -> {
            targets.add(client.readHead().split(" ", 3)[1]);
            client.send("HTTP/1.1 502 No\r\n\r\n");
        })) {
            DownloadException failure = failure("local", "http://" + proxy.address(), "https://files.example/v");

            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure).hasMessageContaining("the proxy " + proxy.address() + " responded with HTTP 502");
            assertThat(targets).containsExactly("203.0.113.7:443", "[2001:db8:0:0:0:0:0:7]:443");
        }
    }

    @Test
    void an_invalid_setting_names_what_is_allowed() {
        assertThatThrownBy(() -> DownloadDnsMode.of(SampleVendor.config(Map.of("reel4j.download-dns", "x"))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("reel4j.download-dns = 'x' (from ")
                .hasMessageContaining(") is invalid. Allowed: local, proxy.");
    }
}
