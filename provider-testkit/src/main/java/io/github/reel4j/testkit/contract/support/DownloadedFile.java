package io.github.reel4j.testkit.contract.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a provider was told to save a video. */
public record DownloadedFile(Path path) {

    /** None if there is no file. */
    public byte[] bytes() {
        try {
            return Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it begins like MP4 and its relatives, or like WebM. */
    public boolean isVideo() {
        String head = text();
        return head.startsWith("ftyp", 4) || head.startsWith("\u001aE\u00df\u00a3");
    }

    /** Each byte as one character. */
    public String text() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    public void write(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
