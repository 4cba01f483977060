package io.github.reel4j.validation;

import io.github.reel4j.model.MediaFormat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Detects the type of a media file from its first bytes. */
final class MediaFormatDetector {

    /** The number of bytes that {@link #detect} needs at most. */
    static final int HEAD_BYTES = 64;

    private MediaFormatDetector() {}

    /**
     * Returns the type of a file.
     *
     * @param head the first {@value #HEAD_BYTES} bytes, or all bytes of a shorter file
     * @return empty if the type is unknown
     */
    static Optional<MediaFormat> detect(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001A\n")) {
            return Optional.of(MediaFormat.PNG);
        }
        if (text.startsWith("\u00FF\u00D8\u00FF")) {
            return Optional.of(MediaFormat.JPEG);
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return Optional.of(MediaFormat.GIF);
        }
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            return Optional.of(MediaFormat.TIFF);
        }
        if (text.startsWith("BM") && text.startsWith("\0\0\0\0", 6)) {
            return Optional.of(MediaFormat.BMP);
        }
        if (text.startsWith("RIFF")) {
            return riff(text);
        }
        if (text.startsWith("ftyp", 4)) {
            return isoMedia(text);
        }
        if (text.startsWith("\u001AE\u00DF\u00A3")) {
            return text.contains("webm") ? Optional.of(MediaFormat.WEBM) : Optional.empty();
        }
        return audio(text);
    }

    private static Optional<MediaFormat> riff(String text) {
        if (text.startsWith("WEBP", 8)) {
            return Optional.of(MediaFormat.WEBP);
        }
        if (text.startsWith("WAVE", 8)) {
            return Optional.of(MediaFormat.WAV);
        }
        return text.startsWith("AVI ", 8) ? Optional.of(MediaFormat.AVI) : Optional.empty();
    }

    /** Returns the type of a file in the ISO base media format, whose brand follows {@code ftyp}. */
    private static Optional<MediaFormat> isoMedia(String text) {
        String brand = text.length() < 12 ? "" : text.substring(8, 12);
        return switch (brand) {
            case "qt  " -> Optional.of(MediaFormat.MOV);
            case "M4A ", "M4B ", "M4P " -> Optional.of(MediaFormat.M4A);
            case "isom",
                    "iso2",
                    "iso3",
                    "iso4",
                    "iso5",
                    "iso6",
                    "mp41",
                    "mp42",
                    "avc1",
                    "dash",
                    "M4V ",
                    "MSNV",
                    "3gp4",
                    "3gp5" -> Optional.of(MediaFormat.MP4);
            default -> Optional.empty(); // AVIF and HEIC pictures, among others
        };
    }

    private static Optional<MediaFormat> audio(String text) {
        if (text.startsWith("OggS")) {
            return Optional.of(MediaFormat.OGG);
        }
        if (text.startsWith("fLaC")) {
            return Optional.of(MediaFormat.FLAC);
        }
        if (text.startsWith("ID3")) {
            return Optional.of(MediaFormat.MP3);
        }
        if (text.length() < 2 || text.charAt(0) != 0xFF) {
            return Optional.empty();
        }
        return switch (text.charAt(1)) {
            case 0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2 -> Optional.of(MediaFormat.MP3);
            case 0xF1, 0xF9, 0xF0, 0xF8 -> Optional.of(MediaFormat.AAC);
            default -> Optional.empty();
        };
    }
}
