package io.github.reel4j.discovery;

import static io.github.reel4j.discovery.ProviderJarBuilder.factory;
import static io.github.reel4j.discovery.ProviderJarBuilder.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.GoldenFile;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderDiscoveryTest {

    private static final ClassLoader OWN = ProviderDiscovery.class.getClassLoader();
    private static final String GOOD = factory("Good", idOf("good"), "");

    @TempDir
    Path folder;

    private ProviderJarBuilder workshop = new ProviderJarBuilder(Path.of("unset"));

    @BeforeEach
    void open() {
        workshop = new ProviderJarBuilder(folder);
    }

    private static ProviderCatalog scan(Path... jars) throws IOException {
        try (URLClassLoader loader = ProviderJarBuilder.loader(jars)) {
            return ProviderDiscovery.scan(List.of(OWN, loader));
        }
    }

    private static List<String> ids(ProviderCatalog catalog) {
        return catalog.discovered().stream()
                .map(discovered -> discovered.id().value())
                .toList();
    }

    private String withFolder(String text) {
        return text.replace(folder.toString(), "FOLDER");
    }

    @Test
    @Tag("fault-119")
    void an_empty_class_path_explains_how_to_add_a_provider() throws IOException {
        ProviderCatalog catalog = scan();
        assertThat(catalog).isEqualTo(new ProviderCatalog(List.of(), List.of(), List.of(), 0));
        VideoFailure failure = SelectionFailures.none(catalog);
        assertThat(failure.kind()).isEqualTo(FailureKind.NO_PROVIDER);
        GoldenFile.assertMatches("no-provider", failure.message());
    }

    @Test
    void a_provider_in_a_jar_is_found_with_its_origin() throws IOException {
        ProviderCatalog catalog = scan(workshop.jar("good-1.2.jar", "made.Good\n", GOOD));
        assertThat(ids(catalog)).containsExactly("good");
        assertThat(catalog.discovered().get(0).origin()).isEqualTo("good-1.2.jar");
        assertThat(catalog.serviceFiles()).isEqualTo(1);
        assertThat(catalog.conflicts()).isEmpty();
        assertThat(catalog.broken()).isEmpty();
    }

    @Test
    void a_merged_service_file_may_list_several_providers() throws IOException {
        Path fat = workshop.jar(
                "fat.jar",
                "# merged\nmade.Good # the first\n\nmade.Second\nmade.Good\n",
                GOOD,
                factory("Second", idOf("second"), ""));
        ProviderCatalog catalog = scan(fat);
        assertThat(ids(catalog)).containsExactly("good", "second");
        assertThat(catalog.conflicts()).isEmpty();
    }

    @Test
    @Tag("fault-121")
    void two_providers_with_one_id_are_a_conflict_naming_both() throws IOException {
        ProviderCatalog catalog = scan(
                workshop.jar("one.jar", "made.Good\n", GOOD),
                workshop.jar("two.jar", "made.Rival\n", factory("Rival", idOf("good"), "")));
        assertThat(catalog.conflicts())
                .containsExactly("the provider id 'good' is used by made.Good (one.jar) and made.Rival (two.jar)."
                        + " Keep one of them on the class path.");
        VideoFailure failure = SelectionFailures.conflict(catalog);
        assertThat(failure.kind()).isEqualTo(FailureKind.AMBIGUOUS_PROVIDER);
        GoldenFile.assertMatches("two-of-one-id", failure.message());
    }

    @Test
    @Tag("fault-121")
    void a_duplicate_jar_is_a_conflict_naming_both_paths() throws IOException {
        Path classes = workshop.compile("good", GOOD);
        Files.createDirectories(folder.resolve("lib"));
        Path one = workshop.pack("good.jar", "made.Good\n", classes);
        Path two = workshop.pack("lib/good.jar", "made.Good\n", classes);
        ProviderCatalog catalog = scan(one, two);
        assertThat(catalog.conflicts()).hasSize(1);
        GoldenFile.assertMatches(
                "same-jar-twice", withFolder(SelectionFailures.conflict(catalog).message()));
    }

    @Test
    void blank_lines_in_two_service_files_are_no_conflict() throws IOException {
        Path one = workshop.jar("good.jar", "# providers\n\nmade.Good # the one\n\n", GOOD);
        Path two = workshop.jar(
                "other.jar",
                "# providers\n\nmade.Other\n",
                ProviderJarBuilder.factory("Other", ProviderJarBuilder.idOf("other"), ""));
        ProviderCatalog catalog = scan(one, two);
        assertThat(ids(catalog)).containsExactlyInAnyOrder("good", "other");
        assertThat(catalog.conflicts()).isEmpty();
    }

    @Test
    void two_loaders_with_one_jar_each_find_both() throws IOException {
        Path jar = workshop.jar("good.jar", "made.Good\n", GOOD);
        try (URLClassLoader parent = ProviderJarBuilder.loader(jar);
                URLClassLoader child = new URLClassLoader(new URL[0], parent)) {
            ProviderCatalog catalog = ProviderDiscovery.scan(List.of(parent, child));
            assertThat(ids(catalog)).containsExactly("good");
            assertThat(catalog.conflicts()).isEmpty();
            assertThat(catalog.serviceFiles()).isEqualTo(1);
        }
    }

    @Test
    @Tag("fault-120")
    void a_throwing_provider_is_reported_and_others_stay_usable() throws IOException {
        ProviderCatalog catalog = scan(
                workshop.jar(
                        "bad.jar",
                        "made.Bad\n",
                        factory("Bad", idOf("bad"), "if (true) throw new IllegalStateException(\"no disk\");")),
                workshop.jar("good.jar", "made.Good\n", GOOD));
        assertThat(ids(catalog)).containsExactly("good");
        assertThat(catalog.broken())
                .containsExactly(
                        "made.Bad (bad.jar) cannot be created: java.lang.IllegalStateException: no disk. Update"
                                + " its jar, or remove it from the class path.");
    }

    @Test
    void a_broken_provider_seen_by_two_loaders_is_reported_once() throws IOException {
        Path bad = workshop.jar(
                "bad.jar",
                "made.Bad\n",
                factory("Bad", idOf("bad"), "if (true) throw new IllegalStateException(\"\" + System.nanoTime());"));
        try (URLClassLoader parent = ProviderJarBuilder.loader(bad);
                URLClassLoader child = new URLClassLoader(new URL[0], parent)) {
            assertThat(ProviderDiscovery.scan(List.of(parent, child)).broken()).hasSize(1);
        }
    }

    @Test
    void a_provider_without_an_id_is_broken() throws IOException {
        ProviderCatalog catalog = scan(
                workshop.jar("bad.jar", "made.Bad\n", factory("Bad", "null", "")),
                workshop.jar("good.jar", "made.Good\n", GOOD));
        assertThat(ids(catalog)).containsExactly("good");
        assertThat(catalog.broken())
                .containsExactly("made.Bad (bad.jar) cannot be created: java.lang.NullPointerException: id() returned"
                        + " null. Update its jar, or remove it from the class path.");
    }

    @Test
    @Tag("fault-120")
    void a_missing_class_is_reported_and_others_stay_usable() throws IOException {
        ProviderCatalog catalog = scan(workshop.jar("good.jar", "made.Missing\nmade.Good\n", GOOD));
        assertThat(ids(catalog)).containsExactly("good");
        assertThat(catalog.broken()).hasSize(1);
        assertThat(catalog.broken().get(0)).contains("made.Missing").contains("cannot be created");
    }

    @Test
    void an_invalid_service_file_leaves_others_usable() throws IOException {
        Path garbage = workshop.pack(
                "garbage.jar", "<html>not a service</html>\n", Files.createDirectories(folder.resolve("empty")));
        ProviderCatalog catalog = scan(garbage, workshop.jar("good.jar", "made.Good\n", GOOD));
        assertThat(ids(catalog)).containsExactly("good");
        assertThat(catalog.broken()).hasSize(1);
        assertThat(catalog.broken().get(0)).contains("garbage.jar");
    }

    @Test
    void an_unlinkable_class_leaves_others_usable() throws IOException {
        Path classes = workshop.compile(
                "orphan",
                "package made; public class Gone {}",
                factory("Orphan", idOf("orphan"), "").replace("class Orphan", "class Orphan extends Gone"));
        Files.delete(classes.resolve("made/Gone.class"));
        ProviderCatalog catalog = scan(
                workshop.pack("orphan.jar", "made.Orphan\n", classes), workshop.jar("good.jar", "made.Good\n", GOOD));
        assertThat(ids(catalog)).containsExactly("good");
        assertThat(catalog.broken()).hasSize(1);
        assertThat(catalog.broken().get(0)).contains("made.Gone");
    }

    @Test
    void a_class_for_a_later_java_leaves_others_usable() throws IOException {
        Path classes = workshop.compile("later", factory("Later", idOf("later"), ""));
        Path file = classes.resolve("made/Later.class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = 120;
        Files.write(file, bytes);
        ProviderCatalog catalog = scan(
                workshop.pack("later.jar", "made.Later\n", classes), workshop.jar("good.jar", "made.Good\n", GOOD));
        assertThat(ids(catalog)).containsExactly("good");
        assertThat(catalog.broken()).hasSize(1);
        assertThat(catalog.broken().get(0)).contains("made/Later");
    }

    @Test
    void a_class_that_is_not_a_factory_is_reported() throws IOException {
        ProviderCatalog catalog = scan(workshop.jar("odd.jar", "made.Odd\n", "package made; public class Odd {}"));
        assertThat(catalog.discovered()).isEmpty();
        assertThat(catalog.broken()).hasSize(1);
        assertThat(catalog.broken().get(0)).contains("made.Odd");
    }

    @Test
    void if_all_providers_are_broken_the_message_says_why() throws IOException {
        ProviderCatalog catalog = scan(workshop.jar(
                "bad.jar",
                "made.Bad\n",
                factory("Bad", idOf("bad"), "if (true) throw new IllegalStateException(\"no disk\");")));
        GoldenFile.assertMatches(
                "no-usable-provider", SelectionFailures.none(catalog).message());
    }

    @Test
    void a_broken_class_loader_does_not_block_the_scan() {
        ClassLoader dark = new ClassLoader(OWN) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("dark");
            }
        };
        ProviderCatalog catalog = ProviderDiscovery.scan(List.of(dark));
        assertThat(catalog.discovered()).isEmpty();
        assertThat(catalog.broken()).hasSize(1);
    }

    @Test
    @Tag("fault-122")
    void the_context_class_loader_is_scanned_too() throws Exception {
        try (URLClassLoader loader = ProviderJarBuilder.loader(workshop.jar("good.jar", "made.Good\n", GOOD))) {
            assertThat(ids(scanWithContext(loader))).containsExactly("good");
        }
    }

    @Test
    @Tag("fault-122")
    void without_a_context_class_loader_the_own_one_is_scanned() throws Exception {
        assertThat(scanWithContext(null).discovered()).isEmpty();
    }

    private static ProviderCatalog scanWithContext(@Nullable ClassLoader context) throws InterruptedException {
        AtomicReference<ProviderCatalog> seen = new AtomicReference<>();
        Thread thread = new Thread(() -> seen.set(ProviderDiscovery.scan()));
        thread.setContextClassLoader(context);
        thread.start();
        thread.join();
        return Objects.requireNonNull(seen.get());
    }
}
