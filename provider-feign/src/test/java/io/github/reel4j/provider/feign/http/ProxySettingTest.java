package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.provider.feign.SampleVendor;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.ProviderConfig;
import java.net.ProxySelector;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingTest {

    private static final String PASSWORD = "canary";

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128, HTTP, proxy.example:3128",
        "HTTP://proxy:80/, HTTP, proxy:80",
        "socks5://10.0.0.1:1080, SOCKS5, 10.0.0.1:1080",
        "http://my_proxy:8080, HTTP, my_proxy:8080",
        "'  http://[2001:db8::1]:3128 ', HTTP, [2001:db8::1]:3128",
        "http://user:canary@proxy:65535, HTTP, proxy:65535",
        "socks5://user:ca@nary@proxy:1, SOCKS5, proxy:1",
    })
    void a_valid_value_is_read(String value, ProxyServer.Protocol protocol, String address) {
        ConfiguredProxySelector setting = ConfiguredProxySelector.parse(value);

        assertThat(setting.server()).map(ProxyServer::protocol).hasValue(protocol);
        assertThat(setting.server()).map(ProxyServer::toString).hasValue(address);
        assertThat(setting).hasToString(protocol + " proxy " + address);
        assertThat(setting.server().flatMap(ProxyServer::credentials).isPresent())
                .isEqualTo(value.contains("user"));
    }

    @Test
    void none_is_a_direct_connection() {
        assertThat(ConfiguredProxySelector.parse("none").server()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary",
                "user:canary@proxy:80",
                "https://user:canary@proxy:80",
                "http://user:canary@proxy",
                "http://user:canary@proxy:0",
                "http://user:canary@proxy:65536",
                "http://user:canary@proxy:80/path",
                "http://user:canary@proxy:80?x",
                "http://user:canary@pro xy:80",
                "http://canary@proxy:80",
                "http://:canary@proxy:80",
                "http://user:%canary@proxy:80",
                "http://user:canary%0A@proxy:80",
                "http://user:canary%ff@proxy:80",
                "http://us%3Aer:canary@proxy:80",
                "socks5://user:canary@:80",
            })
    void an_invalid_value_is_rejected_and_not_quoted(String value) {
        assertThatThrownBy(() -> ConnectionOptions.of(SampleVendor.config(Map.of("reel4j.proxy", value))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("the setting reel4j.proxy")
                .hasMessageContaining("Allowed: http://HOST:PORT")
                .hasMessageContaining("Nothing was sent, nothing was billed.")
                .hasNoCause()
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void the_program_s_selector_precedes_the_setting() {
        ProxySelector selector = ConfiguredProxySelector.parse("none");
        ProviderConfig config = SampleVendor.config(Map.of("reel4j.proxy", "http://proxy:80"));
        ProviderConfig withSelector = SampleVendor.config(
                Map.of("reel4j.proxy", "http://proxy:80"),
                new NetworkOptions(Optional.of(selector), Optional.empty(), Optional.empty()));

        assertThat(ConnectionOptions.of(withSelector).network().proxySelector()).containsSame(selector);
        assertThat(ConnectionOptions.of(config).network().proxySelector())
                .hasValueSatisfying(chosen -> assertThat(chosen).hasToString("HTTP proxy proxy:80"));
        assertThat(ConnectionOptions.of(SampleVendor.config(Map.of())).network().proxySelector())
                .as("the JVM's default is read for each connection")
                .isEmpty();
    }

    @Test
    void the_password_is_in_no_text_of_the_options() {
        ConnectionOptions options =
                ConnectionOptions.of(SampleVendor.config(Map.of("reel4j.proxy", "http://user:canary@proxy:80")));

        assertThat(options.toString()).contains("HTTP proxy proxy:80").doesNotContain(PASSWORD, "user");
    }

    @Test
    void the_secrets_are_the_password_and_its_header() {
        assertThat(ConfiguredProxySelector.secrets(
                        SampleVendor.config(Map.of("reel4j.proxy", "http://user:can%40ry@proxy:80"))))
                .containsExactly("can@ry", "dXNlcjpjYW5Acnk=");
        assertThat(ConfiguredProxySelector.secrets(SampleVendor.config(Map.of("reel4j.proxy", "x"))))
                .isEmpty();
    }
}
