package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks whole orders over TLS in another process, whose only way to the vendor is a proxy. */
@Timeout(180)
@Tag("long")
class ProxiedOrderTest {

    private static final String KEY = "canary-key-4711";
    private static final String PASSWORD = "canary-password-4712";

    private final Simulator simulator = PixazoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ofMillis(100))
            .start();

    @TempDir
    private Path folder;

    private TlsFrontend vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = new TlsFrontend(folder, simulator.baseUrl());
    }

    @AfterEach
    void close() {
        vendor.close();
        simulator.close();
    }

    private ChildJvm.Outcome order(Map<String, String> settings, String... flags) {
        return orderTo("video.mp4", settings, flags);
    }

    private ChildJvm.Outcome orderTo(String file, Map<String, String> settings, String... flags) {
        return new ChildJvm(folder)
                .options(vendor.flags())
                .options(flags)
                .classPath(Artifacts.everything())
                .environment(Map.of(
                        "PIXAZO_API_KEY", KEY, "PIXAZO_BASE_URL", vendor.baseUrl(), "REEL4J_DOWNLOAD_DNS", "proxy"))
                .environment(settings)
                .run(ProxiedOrderProgram.class.getName(), file);
    }

    private void assertOrdered(ChildJvm.Outcome outcome) {
        assertThat(outcome.everything()).contains("submitted reel:1:pixazo:", "downloaded video.mp4");
        assertThat(folder.resolve("video.mp4"))
                .content(StandardCharsets.ISO_8859_1)
                .contains("ftyp");
        assertThat(simulator.ledger().submits())
                .singleElement()
                .satisfies(sent -> assertThat(sent.toString() + sent.headers())
                        .contains(KEY)
                        .doesNotContainIgnoringCase("proxy-authorization")
                        .doesNotContain(PASSWORD));
        assertThat(outcome.everything()).doesNotContain(KEY, PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({"http, ''", "http, user:" + PASSWORD, "socks5, ''", "socks5, user:" + PASSWORD})
    @Tag("fault-179")
    void an_order_its_polls_and_its_download_use_the_proxy(String scheme, String credentials) throws Exception {
        try (TunnelProxy proxy = new TunnelProxy(credentials)) {
            assertOrdered(order(Map.of("REEL4J_PROXY", proxy.url(scheme))));

            assertThat(proxy.targets())
                    .contains("files.vendor.example:" + vendor.port())
                    .filteredOn(target -> target.startsWith("api."))
                    .as("1 tunnel for the order and at most 2 for all polls")
                    .hasSizeBetween(2, 3)
                    .containsOnly("api.vendor.example:" + vendor.port());
            assertThat(proxy.log()).doesNotContain(KEY, "a kitten");
        }
    }

    @Test
    @Tag("fault-16")
    @Tag("fault-125")
    void the_JVM_s_proxy_flags_are_used_without_a_setting() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("")) {
            String port = proxy.url("http").replaceFirst(".*:", "");
            assertOrdered(order(Map.of(), "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=" + port));
            assertThat(proxy.targets()).contains("api.vendor.example:" + vendor.port());
            assertThat(proxy.log()).doesNotContain(KEY);
        }
    }

    @Test
    @Tag("fault-16")
    void a_host_of_nonProxyHosts_is_reached_without_the_proxy() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("")) {
            String port = proxy.url("http").replaceFirst(".*:", "");
            ChildJvm.Outcome outcome = order(
                    Map.of("HTTPS_PROXY", proxy.url("http"), "https_proxy", proxy.url("http")), // are not read
                    "-Dhttps.proxyHost=127.0.0.1",
                    "-Dhttps.proxyPort=" + port,
                    "-Dhttp.nonProxyHosts=*.vendor.example");
            assertThat(outcome.out()).startsWith("UNREACHABLE").contains("api.vendor.example could not be resolved");
            assertThat(proxy.log()).isEmpty();
        }
    }

    @Test
    @Tag("fault-16")
    void the_setting_none_overrides_the_JVM_s_flags() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("")) {
            String port = proxy.url("http").replaceFirst(".*:", "");
            ChildJvm.Outcome outcome =
                    order(Map.of("REEL4J_PROXY", "none"), "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=" + port);
            assertThat(outcome.out()).startsWith("UNREACHABLE");
            assertThat(proxy.log()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"http", "socks5"})
    @Tag("fault-173")
    void a_wrong_password_sends_nothing_and_is_not_quoted(String scheme) throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("user:another")) {
            String url = proxy.url(scheme).replace("another", PASSWORD);
            ChildJvm.Outcome outcome = order(Map.of("REEL4J_PROXY", url));

            assertThat(outcome.out())
                    .startsWith("UNREACHABLE")
                    .contains("does not accept the user and password", "Nothing was sent");
            assertThat(outcome.everything()).doesNotContain(KEY, PASSWORD);
            assertThat(proxy.targets()).isEmpty();
            assertThat(proxy.log()).doesNotContain(KEY);
            assertThat(simulator.ledger().submits()).isEmpty();
        }
    }

    @Test
    void reel_does_not_show_the_password_of_an_invalid_setting() {
        ChildJvm.Outcome outcome = new ChildJvm(folder)
                .classPath(Artifacts.everything())
                .environment(Map.of("PIXAZO_API_KEY", KEY, "REEL4J_PROXY", "https://user:" + PASSWORD + "@proxy:1"))
                .options("io.github.reel4j.cli.Reel")
                .run("text", "a kitten", "--yes", "-o", "video.mp4");

        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.err()).contains("reel4j.proxy").doesNotContain(PASSWORD, "\tat ");
        assertThat(outcome.out()).doesNotContain(PASSWORD);
    }

    /** Proxies that the script benchmarks/proxies starts. */
    @Test
    @EnabledIfSystemProperty(named = "reel4j.test.proxies", matches = ".+")
    void an_order_goes_through_real_proxies() {
        List<String> proxies =
                Arrays.asList(System.getProperty("reel4j.test.proxies").split(","));
        for (int i = 0; i < proxies.size(); i++) {
            ChildJvm.Outcome outcome = orderTo("video" + i + ".mp4", Map.of("REEL4J_PROXY", proxies.get(i)));
            assertThat(outcome.everything())
                    .as(proxies.get(i))
                    .contains("submitted reel:1:pixazo:", "downloaded video" + i)
                    .doesNotContain(KEY);
            assertThat(simulator.ledger().submits()).hasSize(i + 1);
        }
    }
}
