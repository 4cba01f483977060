package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.project.nimbus.NimbusDialect;
import io.github.reel4j.project.nimbus.NimbusProviderFactory;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.simulator.Simulator;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs reel with the path of a file where a URL is expected. */
class LocalFileOptionTest {

    private static final ProviderId NIMBUS = new NimbusProviderFactory().id();

    private final Simulator vendor = Simulator.withDialect(new NimbusDialect())
            .queued(Duration.ZERO)
            .running(Duration.ZERO)
            .start();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    private Path picture = Path.of("");

    @BeforeEach
    void addNimbus() throws IOException {
        picture = Files.write(
                folder.resolve("cat.png"), "\u0089PNG\r\n\u001a\n a cat".getBytes(StandardCharsets.ISO_8859_1));
        Path services = Files.createDirectories(folder.resolve("services/META-INF/services"));
        Files.writeString(
                services.resolve(VideoProviderFactory.class.getName()), NimbusProviderFactory.class.getName());
        URL[] urls = {folder.resolve("services").toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
    }

    @AfterEach
    void removeNimbus() {
        Thread.currentThread().setContextClassLoader(before);
        vendor.close();
    }

    private ReelRun with(String provider) {
        return ReelRun.withoutKeys()
                .with("REEL4J_PROVIDER", provider)
                .with("NIMBUS_BASE_URL", vendor.baseUrl().toString())
                .with("NIMBUS_API_KEY", ReelRun.KEY)
                .with("PIXAZO_API_KEY", ReelRun.KEY)
                .with("PIXAZO_BASE_URL", "http://127.0.0.1:9")
                .with("APIXO_API_KEY", ReelRun.KEY)
                .with("APIXO_BASE_URL", "http://127.0.0.1:9");
    }

    @Test
    void a_path_is_uploaded_and_ordered() {
        Path video = folder.resolve("cat.mp4");

        ReelRun run = with(NIMBUS.value()).reel("image", picture.toString(), "-o", video.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(video).exists();
        assertThat(vendor.ledger().uploadedFiles()).hasSize(1);
        assertThat(vendor.ledger().orders()).hasSize(1);
    }

    @Test
    void a_dry_run_uploads_nothing() {
        ReelRun run = with(NIMBUS.value()).reel("image", picture.toString(), "--dry-run");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("https://upload.invalid/image.png");
        assertThat(vendor.ledger().requests()).isEmpty();
    }

    @Test
    @Tag("fault-193")
    void a_vendor_without_uploads_names_one_that_has_them() {
        ReelRun run = with("pixazo").reel("image", picture.toString(), "-o", "unused.mp4");

        assertThat(run.code()).isEqualTo(ExitCodes.NO_PROVIDER);
        assertThat(run.err()).contains("'pixazo'", "Nothing was sent, nothing was billed", "'nimbus'");
    }

    @Test
    @Tag("fault-193")
    void a_vendor_without_uploads_sends_no_local_file() {
        ReelRun run = with("apixo")
                .reel(
                        "animate",
                        "--image",
                        picture.toString(),
                        "--video",
                        "https://a.example/v.mp4",
                        "-o",
                        "unused.mp4");

        assertThat(run.code()).isEqualTo(ExitCodes.NO_PROVIDER);
        assertThat(run.err()).contains("'apixo' documents no upload", "Nothing was sent, nothing was billed");
    }

    @Test
    @Tag("fault-191")
    void a_path_that_does_not_exist_is_an_invalid_request() {
        ReelRun run = with(NIMBUS.value()).reel("image", "./no-such-cat.png", "-o", "unused.mp4");

        assertThat(run.code()).isEqualTo(ExitCodes.INVALID_REQUEST);
        assertThat(run.err()).contains("no-such-cat.png", "does not exist");
        assertThat(vendor.ledger().requests()).isEmpty();
    }

    private ReelRun keyed(String provider, String video) {
        return with(provider)
                .reel(
                        "image",
                        picture.toString(),
                        "--order-key",
                        "invoice-4711",
                        "--journal",
                        folder.resolve("orders.journal").toString(),
                        "-o",
                        folder.resolve(video).toString());
    }

    /** A quote of this provider fails, because it takes no files. The video is paid for. */
    @Test
    @Tag("fault-198")
    void a_used_key_needs_no_valid_quote() {
        assertThat(keyed(NIMBUS.value(), "cat.mp4").code()).isZero();

        ReelRun again = keyed("pixazo", "again.mp4");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(folder.resolve("again.mp4")).exists();
        assertThat(vendor.ledger().orders()).hasSize(1);
    }

    @Test
    @Tag("fault-202")
    void a_used_key_whose_file_is_gone_names_the_task() throws IOException {
        assertThat(keyed(NIMBUS.value(), "cat.mp4").code()).isZero();
        Files.delete(picture);

        ReelRun again = keyed(NIMBUS.value(), "again.mp4");

        assertThat(again.code()).isEqualTo(ExitCodes.INVALID_REQUEST);
        assertThat(again.err()).contains("Restore the file", "reel resume reel:1:nimbus:");
        assertThat(vendor.ledger().orders()).hasSize(1);
    }
}
