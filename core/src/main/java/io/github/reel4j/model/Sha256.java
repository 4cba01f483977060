package io.github.reel4j.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes SHA-256 hashes as 64 hexadecimal digits in lower case. Stateless. */
public final class Sha256 {

    private static final int BUFFER_BYTES = 64 * 1024;

    private Sha256() {}

    /** Returns the hash of a text in UTF-8. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the hash of {@code bytes}. */
    public static String of(byte[] bytes) {
        return format(newDigest().digest(bytes));
    }

    /**
     * Returns the hash of everything that can be read from {@code content}, which stays open.
     *
     * @throws IOException if {@code content} cannot be read
     */
    public static String of(InputStream content) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            digest.update(buffer, 0, count);
        }
        return format(digest.digest());
    }

    /** Returns a new digest, for content that arrives in parts. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the digits of a finished digest. */
    public static String format(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
