package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares texts with the files in {@code src/test/resources/messages}. */
public final class GoldenFile {

    private GoldenFile() {}

    /** Compares {@code text} with a file; writes a text that differs to {@code target/messages}. */
    public static void assertMatches(String name, String text) {
        String expected = read(name);
        if (!expected.equals(text + "\n")) {
            write(name, text + "\n");
        }
        assertThat(text + "\n").as("messages/" + name + ".txt").isEqualTo(expected);
    }

    private static String read(String name) {
        try (InputStream file = GoldenFile.class.getResourceAsStream("/messages/" + name + ".txt")) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String name, String text) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "messages"));
            Files.writeString(folder.resolve(name + ".txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
