package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/api.md} lists what the modules export, and the exported packages stay small. */
class ApiDocumentTest {

    private static final Path DOCUMENT = Repository.ROOT.resolve("docs/api.md");
    private static final int MAX_TYPES = 14;
    private static final List<ApiDocument.ExportedType> TYPES = ApiDocument.types();

    @Test
    void the_document_lists_the_exported_types() throws IOException {
        GeneratedDocument.matches(DOCUMENT, ApiDocument.text(TYPES));
    }

    @Test
    void the_facade_has_at_most_14_public_types() {
        assertThat(TYPES)
                .filteredOn(type -> type.packageName().equals("io.github.reel4j"))
                .extracting(ApiDocument.ExportedType::name)
                .contains("VideoClient", "VideoTask", "VideoException")
                .hasSizeLessThanOrEqualTo(MAX_TYPES);
    }

    @Test
    void provider_feign_exports_at_most_15_public_types() {
        assertThat(TYPES)
                .filteredOn(type -> type.module().equals("provider-feign"))
                .extracting(ApiDocument.ExportedType::name)
                .contains("VendorClient", "VendorFailureFactory")
                .hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void every_exported_type_has_a_summary() {
        assertThat(TYPES)
                .allSatisfy(type -> assertThat(type.summary()).as(type.name()).endsWith("."));
    }
}
