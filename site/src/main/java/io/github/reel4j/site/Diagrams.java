package io.github.reel4j.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pictures of Mermaid diagrams, which {@code site/draw-diagrams} has drawn: 1 light and 1 dark of each. */
final class Diagrams {

    /** A picture of a diagram, drawn from exactly its present text. */
    record Picture(Path light, Path dark, String width, String height) {}

    private static final Path FOLDER = Path.of("site", "diagrams");
    private static final Pattern SIZE = Pattern.compile("<svg[^>]* width=\"([0-9.]+)\"[^>]* height=\"([0-9.]+)\"");

    private final Path repository;
    private final Set<Path> used = new TreeSet<>();

    Diagrams(Path repository) {
        this.repository = repository;
    }

    /** Returns the picture of the diagram with this text. The name of its file begins the SHA-256 of the text. */
    Optional<Picture> of(String text) {
        String name = sha256(text).substring(0, 12);
        Path light = FOLDER.resolve(name + "-light.svg");
        Path dark = FOLDER.resolve(name + "-dark.svg");
        if (!Files.exists(repository.resolve(light)) || !Files.exists(repository.resolve(dark))) {
            return Optional.empty();
        }
        Matcher size = SIZE.matcher(read(repository.resolve(light)));
        if (!size.find()) {
            throw new IllegalStateException(light + " has no width and height");
        }
        used.add(light);
        used.add(dark);
        return Optional.of(new Picture(light, dark, size.group(1), size.group(2)));
    }

    /** Returns the files of the pictures, relative to the repository. */
    Set<Path> used() {
        return Set.copyOf(used);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
