package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.provider.feign.SampleVendor;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.spi.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs a separate JVM, because all tests share the system property. */
@Timeout(60)
class TlsDebugGuardTest {

    /** The program of the child JVM. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Map<String, String> settings = Map.of(
                    "acme.api-key", "canary-4711", "acme.base-url", arguments[0], "acme.allow-tls-debug", arguments[1]);
            try (VendorClient client = VendorClient.of(
                    SampleVendor.config(settings), "https://api.acme.example", key -> Map.of("X-Key", key.reveal()))) {
                System.out.println("made " + (client.failures() != null));
            } catch (InvalidSettingException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static String child(String flag, String url, String allowed) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        flag,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        url,
                        allowed)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @ParameterizedTest
    @CsvSource({
        "-Djavax.net.debug=all, https://a.example, false, refused",
        "-Djavax.net.debug=SSL:Record:Plaintext, https://a.example, no, refused",
        "-Djavax.net.debug=all, https://a.example, true, made",
        "-Djavax.net.debug=all, http://127.0.0.1:9, false, made",
        "-Djavax.net.debug=ssl:handshake, https://a.example, false, made"
    })
    @Tag("fault-157")
    void a_flag_that_prints_plaintext_is_refused_unless_allowed(String flag, String url, String allowed, String result)
            throws Exception {
        String output = child(flag, url, allowed);
        if (result.equals("made")) {
            assertThat(output).contains("made true");
        } else {
            assertThat(output)
                    .contains("javax.net.debug=", "Nothing was sent, nothing was billed.", "acme.allow-tls-debug=true")
                    .doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "all, true",
        "ALL, true",
        "ssl:all, true",
        "call, true",
        "plaintext, true",
        "'', true",
        "ssl, false",
        "ssl:record, false",
        "ssl:packet, false",
        "help, false"
    })
    @Tag("fault-157")
    void the_JDK_searches_the_words_anywhere_in_the_value(String flag, boolean prints) {
        assertThat(TlsDebugGuard.printsPlaintext(flag)).isEqualTo(prints);
        assertThat(TlsDebugGuard.printsPlaintext(null)).isFalse();
    }
}
