package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.contract.subject.SampleRequests;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.VendorSimulator;
import io.github.reel4j.testkit.simulator.VendorSimulatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that README's table of operations and the documents of the vendors match the providers on the class path. A
 * new vendor joins by itself: {@code -Dreel4j.docs.write=true} creates its document, or adds the generated part.
 */
class VendorDocumentsTest {

    private static final String SECTION = "data";

    static Stream<VideoProviderFactory> vendors() {
        return ShippedProviders.factories().stream();
    }

    @Test
    void every_vendor_of_the_build_is_on_the_class_path() {
        assertThat(vendors().map(factory -> factory.id().value()))
                .containsExactlyInAnyOrderElementsOf(Repository.vendors());
    }

    @Test
    void the_operations_of_README_are_those_of_the_providers() throws IOException {
        try (ShippedProviders providers = new ShippedProviders()) {
            GeneratedSection.of("README.md", "operations").matches("\n" + OperationMatrix.of(providers.all()));
        }
    }

    @Test
    void the_prices_of_all_vendors_are_those_of_the_quotes() throws IOException {
        GeneratedSection.of("docs/vendors/README.md", "prices").matches("\n" + PriceTables.ofShippedProviders());
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void the_document_of_a_vendor_has_the_data_of_its_provider(VideoProviderFactory factory) throws IOException {
        String path = "docs/vendors/" + factory.id() + ".md";
        createIfWriting(Repository.ROOT.resolve(path), factory.id().value());
        try (ShippedProviders providers = new ShippedProviders()) {
            VideoProvider provider = providers.all().stream()
                    .filter(each -> each.id().equals(factory.id()))
                    .findFirst()
                    .orElseThrow();
            GeneratedSection.of(path, SECTION)
                    .matches(VendorTables.of(provider, links(factory), cancelsRunningTasks(factory)));
        }
    }

    @Test
    void the_index_links_to_the_document_of_every_vendor() {
        assertThat(Markdown.of("docs/vendors/README.md").links())
                .containsAll(vendors().map(factory -> factory.id() + ".md").toList());
    }

    private static void createIfWriting(Path document, String vendor) throws IOException {
        if (!Boolean.getBoolean("reel4j.docs.write")) {
            return;
        }
        if (!Files.exists(document)) {
            Files.writeString(document, "# " + vendor + "\n");
        }
        String text = Repository.text(document);
        if (!text.contains("<!-- " + SECTION + ": begin -->")) {
            Files.writeString(
                    document,
                    text.stripTrailing() + "\n\n<!-- " + SECTION + ": begin -->\n<!-- " + SECTION + ": end -->\n");
        }
    }

    /** Orders from the vendor's simulator, and returns what the provider reports about the link to the video. */
    private static String links(VideoProviderFactory factory) {
        try (VendorSimulator vendor = simulator(factory);
                VideoClient client = VideoClient.builder()
                        .settings(ShippedProviders.NO_SETTINGS)
                        .providers(factory)
                        .property(factory.id() + ".api-key", "any")
                        .property(factory.id() + ".base-url", vendor.baseUrl().toString())
                        .pollInterval(Duration.ofMillis(10), Duration.ofMillis(20))
                        .build()) {
            ((Simulator) vendor).nextTask().queued(Duration.ZERO).running(Duration.ZERO);
            VideoTask task = client.submit(SampleRequests.of(firstOperation(client)));
            GeneratedVideo video = task.await(Duration.ofSeconds(30));
            return video.expiresAt()
                    .map(end -> "expires " + hours(end) + " h after the task has ended; `GeneratedVideo.expiresAt`")
                    .orElse("the vendor does not say when it expires");
        }
    }

    private static boolean cancelsRunningTasks(VideoProviderFactory factory) {
        try (VendorSimulator vendor = simulator(factory)) {
            return ((Simulator) vendor).cancelsRunningTasks();
        }
    }

    private static VendorSimulator simulator(VideoProviderFactory factory) {
        return ServiceLoader.load(VendorSimulatorFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.id().equals(factory.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no simulator of " + factory.id() + " on the class path"))
                .start(0);
    }

    private static Operation firstOperation(VideoClient client) {
        return client.providers().get(0).models().get(0).operation();
    }

    private static long hours(Instant end) {
        return Math.round(Duration.between(Instant.now(), end).toMinutes() / 60.0);
    }
}
