package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares output with a golden file in {@code src/test/resources/golden}. Writes different output to
 * {@code target/golden}; review it and copy it over the golden file if it is right.
 */
final class GoldenFile {

    private GoldenFile() {}

    static void check(String name, String actual) {
        try (InputStream file = GoldenFile.class.getResourceAsStream("/golden/" + name + ".txt")) {
            String expected = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
            if (!expected.equals(actual)) {
                Path folder = Files.createDirectories(Path.of("target", "golden"));
                Files.writeString(folder.resolve(name + ".txt"), actual);
            }
            assertThat(actual).as("golden file %s.txt", name).isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
