package io.github.reel4j.testkit.contract.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The target file of a download. */
public record DownloadTarget(Path path) {

    /** Returns the content; empty if there is no file. */
    public byte[] bytes() {
        try {
            return Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the first bytes are those of MP4 or WebM. */
    public boolean isVideo() {
        String head = text();
        return head.startsWith("ftyp", 4) || head.startsWith("\u001aE\u00df\u00a3");
    }

    /** Returns the content, one character per byte. */
    public String text() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    /** Replaces the content. */
    public void write(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
