package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.provider.feign.SampleVendor;
import io.github.reel4j.spi.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateFileTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    @TempDir
    private Path folder;

    private static ConnectionOptions options(String name, String value) {
        return ConnectionOptions.of(SampleVendor.config(Map.of("reel4j." + name, value)));
    }

    @Test
    void all_certificates_of_a_file_are_read() throws Exception {
        String pem = "# a comment\n" + CERTIFICATES.pem(TestCertificates.SERVER) + "Issuer: x\n"
                + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
                + CERTIFICATES.pem(TestCertificates.CLIENT).replace("\n", "\r\n");

        assertThat(CertificateFile.parse(pem))
                .containsExactly(
                        CERTIFICATES.certificate(TestCertificates.SERVER),
                        CERTIFICATES.certificate(TestCertificates.CLIENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the file contains no certificate",
                "no certificate|the file contains no certificate",
                "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----|its certificate 1 is malformed",
                "-----BEGIN CERTIFICATE-----A-----END CERTIFICATE-----|its certificate 1 is malformed",
            })
    @Tag("fault-185")
    void an_invalid_file_is_reported_with_the_reason(String content, String reason) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), content);

        assertThatThrownBy(() -> options("ca-file", file.toString()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("reel4j.ca-file = '" + file + "' (from builder) is invalid: " + reason + ". ")
                .hasMessageEndingWith("Nothing was sent, nothing was billed.");
    }

    @Test
    @Tag("fault-185")
    void a_missing_file_and_a_folder_are_reported() {
        assertThatThrownBy(() -> options("ca-file", folder.resolve("none.pem").toString()))
                .hasMessageContaining("is invalid: the file does not exist. Allowed: the path of a PEM file");
        assertThatThrownBy(() -> options("ca-file", folder.toString())).hasMessageContaining("it is a folder");
    }

    @Test
    @Tag("fault-185")
    void the_content_of_a_file_is_not_shown() {
        assertThatThrownBy(() -> options("ca-file", "-----BEGIN PRIVATE KEY-----\ncanary"))
                .hasMessageStartingWith("reel4j.ca-file = *** (from builder)")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "connect-timeout, 10",
        "connect-timeout, 0s",
        "idle-timeout, soon",
        "max-connections-per-host, 0",
        "max-connections-per-host, many",
    })
    void an_invalid_setting_is_reported_with_its_source(String name, String value) {
        assertThatThrownBy(() -> options(name, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("reel4j." + name + " = '" + value + "' (from builder) is invalid. Allowed: ");
    }
}
