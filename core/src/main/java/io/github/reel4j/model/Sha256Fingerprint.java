package io.github.reel4j.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes a short fingerprint of a text: the first 12 hexadecimal digits of its SHA-256. */
final class Sha256Fingerprint {

    private static final int LENGTH = 12;

    private Sha256Fingerprint() {}

    static String of(String text) {
        return full(text).substring(0, LENGTH);
    }

    /** Returns all 64 hexadecimal digits. */
    static String full(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
