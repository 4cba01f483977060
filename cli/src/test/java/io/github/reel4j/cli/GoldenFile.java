package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what people see with what they are meant to see. Where they differ, what was seen is left in {@code target/golden}:
 * read it, and copy it to {@code src/test/resources/golden} if it is better.
 */
final class GoldenFile {

    private GoldenFile() {}

    static void check(String name, String shown) {
        try (InputStream file = GoldenFile.class.getResourceAsStream("/golden/" + name + ".txt")) {
            String meant = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
            if (!meant.equals(shown)) {
                Path folder = Files.createDirectories(Path.of("target", "golden"));
                Files.writeString(folder.resolve(name + ".txt"), shown);
            }
            assertThat(shown).as("golden file %s.txt", name).isEqualTo(meant);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
