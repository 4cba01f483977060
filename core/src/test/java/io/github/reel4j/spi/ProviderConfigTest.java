package io.github.reel4j.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderConfigTest {

    private static final String DEFAULT = "https://api.example.com/v1";

    private static ProviderConfig config(String name, String value) {
        Settings settings = new Settings(Map.of(), property -> null, Map.of(name, value)::get);
        return new ProviderConfig(SampleRequests.ACME, settings, new VirtualScheduler());
    }

    @ParameterizedTest
    @CsvSource({
        "https://gateway.example.com, https://gateway.example.com",
        "https://gateway.example.com/, https://gateway.example.com",
        "' https://gateway.example.com:8443/api/v1 ', https://gateway.example.com:8443/api/v1",
        "http://localhost:8080, http://localhost:8080",
        "http://127.0.0.1:40213/api, http://127.0.0.1:40213/api",
        "http://127.8.9.10, http://127.8.9.10",
        "http://[::1]:8080, http://[::1]:8080",
    })
    @Tag("fault-117")
    void a_base_url_may_be_https_or_http_on_a_loopback_host(String value, String url) {
        assertThat(config("ACME_BASE_URL", value).baseUrl(DEFAULT)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://10.0.0.1",
                "http://0.0.0.0",
                "ftp://gateway.example.com",
                "gateway.example.com",
                "https://",
                "https:///api",
                "https://gateway.example.com:99999",
                "http://127.0.0.1:0",
                "https://gateway.example.com#part",
                "https://gateway example.com",
                "not an address",
                "https://gate_way.example.com"
            })
    @Tag("fault-117")
    void any_other_base_url_is_rejected(String value) {
        assertThatThrownBy(() -> config("ACME_BASE_URL", value).baseUrl(DEFAULT))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("acme.base-url = '" + value + "' (from ACME_BASE_URL) is invalid. Allowed: an https"
                        + " URL, or http on a loopback host, without user, query and fragment. Nothing was sent.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:sesame@gateway.example.com",
                "https://gateway.example.com/?token=sesame",
                "https://gateway.example.com/v1?token=sesame&x=http://a@b"
            })
    @Tag("fault-117")
    void a_base_url_with_a_secret_is_rejected_without_showing_it(String value) {
        assertThatThrownBy(() -> config("ACME_BASE_URL", value).baseUrl(DEFAULT))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("***")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void the_documented_base_url_is_the_default() {
        assertThat(config("X", "x").baseUrl(DEFAULT)).isEqualTo(URI.create(DEFAULT));
        assertThat(config("ACME_BASE_URL", "").baseUrl(DEFAULT)).isEqualTo(URI.create(DEFAULT));
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "' 5m ', PT5M",
        "2H, PT2H",
        "PT1M30S, PT1M30S",
        "1ms, PT0.001S",
        "8760h, P365D"
    })
    void a_duration_is_parsed_as_users_write_it(String text, Duration span) {
        assertThat(config("ACME_TIMEOUT", text).duration("timeout", Duration.ZERO))
                .isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0s",
                "PT0S",
                "-5s",
                "PT-5S",
                "5",
                "5 minutes",
                "99999999h",
                "9999999h",
                "P366D",
                "PT8760H0.000000001S",
                "PT9999999999999999999S"
            })
    @Tag("fault-124")
    void an_invalid_duration_is_rejected(String text) {
        assertThatThrownBy(() -> config("ACME_TIMEOUT", text).duration("timeout", Duration.ZERO))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("acme.timeout = '" + text + "' (from ACME_TIMEOUT) is invalid. Allowed: a duration such"
                        + " as 500ms, 30s or 5m, more than 0, at most 365 days. Nothing was sent.");
    }

    @ParameterizedTest
    @CsvSource({"0.04, 0.04", "1, 1", "0.0000001, 0.0000001", "1234567890123456789, 1234567890123456789", "1e19, 1e19"})
    void an_amount_is_exact(String text, BigDecimal amount) {
        assertThat(config("ACME_RATE_480P", text).amount("rate-480p")).contains(amount);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "0,04",
                "free",
                "1e999999999",
                "1e-999999999",
                "0.12345678901234567890",
                "1e20",
                "1e-20",
                " 1"
            })
    @Tag("fault-124")
    void an_invalid_amount_is_rejected(String text) {
        assertThatThrownBy(() -> config("ACME_RATE_480P", text).amount("rate-480p"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("acme.rate-480p = '" + text + "' (from ACME_RATE_480P) is invalid. Allowed: a number above"
                        + " 0, for example 0.04. Nothing was sent.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"se same", "sesame\n", "\tsesame", "sésame-sesame", "sesame\r\nX-Evil: 1", "sesame\u0000"})
    @Tag("fault-115")
    void a_key_invalid_in_a_header_is_rejected_and_not_shown(String key) {
        assertThatThrownBy(() -> config("ACME_API_KEY", key).apiKey())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("acme.api-key = *** (from ACME_API_KEY) is invalid. Allowed: printable ASCII without"
                        + " spaces. Nothing was sent.");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "   ", "\n"})
    @Tag("fault-115")
    void a_blank_key_is_rejected_and_an_empty_one_is_not_set(String key) {
        assertThatThrownBy(() -> config("ACME_API_KEY", key).apiKey()).isInstanceOf(InvalidSettingException.class);
        assertThat(config("ACME_API_KEY", "").apiKey()).isEmpty();
    }

    @Test
    void a_key_may_contain_any_printable_ascii() {
        assertThat(config("ACME_API_KEY", "!sesame~").apiKey().map(Secret::reveal))
                .contains("!sesame~");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000000000, 1000000000"})
    void a_whole_number_is_parsed(String text, int count) {
        assertThat(config("ACME_CALLS", text).integer("calls")).contains(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000001", "1.0", "many", " 1"})
    @Tag("fault-124")
    void an_invalid_whole_number_is_rejected(String text) {
        assertThatThrownBy(() -> config("ACME_CALLS", text).integer("calls"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("acme.calls = '" + text
                        + "' (from ACME_CALLS) is invalid. Allowed: a whole number from 1 to 1000000000. Nothing"
                        + " was sent.");
    }

    @Test
    @Tag("fault-114")
    void the_text_of_a_key_is_masked() {
        Secret key = config("ACME_API_KEY", "sesame").apiKey().orElseThrow();
        assertThat(key).hasToString("***");
        assertThat(key.reveal()).isEqualTo("sesame");
    }
}
