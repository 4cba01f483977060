package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A vendor behind a private certificate authority, and one that demands a client certificate. */
@Timeout(120)
@Tag("long")
class CaFileTest extends SimulatedVendorsTest {

    private static final String KEY_STORE = "javax.net.ssl.keyStore";
    private static final String KEY_STORE_PASSWORD = "javax.net.ssl.keyStorePassword";

    @TempDir
    private Path certificateFolder;

    private SampleCertificates certificates;

    @BeforeEach
    void createCertificates() throws Exception {
        certificates = new SampleCertificates(certificateFolder);
    }

    @AfterEach
    void removeFlags() {
        System.clearProperty(KEY_STORE);
        System.clearProperty(KEY_STORE_PASSWORD);
    }

    private TlsTerminator pixazoOverTls(boolean needsClientCertificate) throws Exception {
        return new TlsTerminator(certificates.server(), needsClientCertificate, pixazo.baseUrl());
    }

    private ReelRun run(TlsTerminator server) {
        return run().with("REEL4J_PROVIDER", "pixazo")
                .with("PIXAZO_BASE_URL", server.baseUrl().toString());
    }

    private int orders() {
        return pixazo.ledger().orders().size();
    }

    @Test
    void the_option_reaches_a_vendor_with_a_private_authority() throws Exception {
        try (TlsTerminator server = pixazoOverTls(false)) {
            ReelRun order = animate(
                    run(server),
                    "-o",
                    video(),
                    "--ca-file",
                    certificates.serverPem().toString());

            assertThat(order.code()).as(order.err()).isEqualTo(ExitCodes.OK);
            assertThat(Path.of(video())).isNotEmptyFile();
            assertThat(orders()).isEqualTo(1);
        }
    }

    @Test
    void the_environment_reaches_it_as_well() throws Exception {
        try (TlsTerminator server = pixazoOverTls(false)) {
            ReelRun order = animate(
                    run(server).with("REEL4J_CA_FILE", certificates.serverPem().toString()), "--no-wait");
            assertThat(order.code()).as(order.err()).isEqualTo(ExitCodes.OK);

            String task = order.out().strip();
            ReelRun status = run(server)
                    .reel("status", task, "--ca-file", certificates.serverPem().toString());
            assertThat(status.code()).as(status.err()).isEqualTo(ExitCodes.OK);
            ReelRun resume = run(server)
                    .reel(
                            "resume",
                            task,
                            "-o",
                            video(),
                            "--ca-file",
                            certificates.serverPem().toString());
            assertThat(resume.code()).as(resume.err()).isEqualTo(ExitCodes.OK);
            assertThat(orders()).isEqualTo(1);
        }
    }

    @Test
    void a_client_certificate_comes_from_the_JVM() throws Exception {
        System.setProperty(KEY_STORE, certificates.clientKeys().toString());
        System.setProperty(KEY_STORE_PASSWORD, SampleCertificates.PASSWORD);
        try (TlsTerminator server = pixazoOverTls(true)) {
            ReelRun order = animate(
                    run(server),
                    "-o",
                    video(),
                    "--ca-file",
                    certificates.serverPem().toString());

            assertThat(order.code()).as(order.err()).isEqualTo(ExitCodes.OK);
            assertThat(orders()).isEqualTo(1);
        }
    }

    @Test
    @Tag("fault-5")
    @Tag("fault-182")
    void without_a_client_certificate_nothing_is_ordered() throws Exception {
        try (TlsTerminator server = pixazoOverTls(true)) {
            ReelRun order = animate(
                    run(server),
                    "-o",
                    video(),
                    "--ca-file",
                    certificates.serverPem().toString());

            assertThat(order.err()).contains("UNREACHABLE", "client certificate", "javax.net.ssl.keyStore");
            assertThat(orders()).isZero();
        }
    }

    @Test
    @Tag("fault-5")
    @Tag("fault-184")
    void without_the_option_the_message_says_what_to_set() throws Exception {
        try (TlsTerminator server = pixazoOverTls(false)) {
            ReelRun order = animate(run(server), "-o", video());

            assertThat(order.code()).isEqualTo(ExitCodes.OTHER);
            assertThat(order.err()).contains("UNREACHABLE", "is not trusted", "--ca-file PEM", "REEL4J_CA_FILE");
            assertThat(order.err()).contains("othing was").doesNotContain(ReelRun.KEY);
            assertThat(orders()).isZero();
        }
    }

    @Test
    @Tag("fault-162")
    @Tag("fault-185")
    void an_invalid_file_is_a_configuration_failure() throws Exception {
        Path text = Files.writeString(certificateFolder.resolve("no.pem"), "no certificate");
        for (String file : List.of("/does/not/exist.pem", text.toString())) {
            ReelRun order = animate(run(), "-o", video(), "--ca-file", file);

            assertThat(order.code()).as(order.err()).isEqualTo(ExitCodes.USAGE);
            assertThat(order.err())
                    .contains("CONFIGURATION", "reel4j.ca-file = '" + file + "'", "PEM file", "nothing was billed");
            assertThat(orders()).isZero();
        }
    }

    @Test
    @Tag("fault-162")
    void an_invalid_connection_setting_is_a_configuration_failure() {
        ReelRun order = animate(run().with("REEL4J_MAX_CONNECTIONS_PER_HOST", "many"), "-o", video());

        assertThat(order.code()).as(order.err()).isEqualTo(ExitCodes.USAGE);
        assertThat(order.err()).contains("REEL4J_MAX_CONNECTIONS_PER_HOST");
    }
}
