package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document that is generated from code, as a whole or in part. */
final class GeneratedDocument {

    private GeneratedDocument() {}

    /** Asserts that the document has this text; with {@code -Dreel4j.docs.write=true}, writes it there. */
    static void matches(Path document, String expected) throws IOException {
        if (Boolean.getBoolean("reel4j.docs.write")) {
            Files.writeString(document, expected);
        } else {
            assertThat(Repository.text(document))
                    .as("%s; write it with ./mvnw verify -Dreel4j.docs.write=true", document.getFileName())
                    .isEqualTo(expected);
        }
    }
}
