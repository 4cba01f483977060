package io.github.reel4j.model;

import java.util.List;

/**
 * A format of picture, sound or clip that reel4j recognizes in a local file. New formats may be added; a {@code switch}
 * over them needs a default branch.
 */
public enum MediaFormat {
    /** A PNG picture. */
    PNG(MediaKind.IMAGE, "image/png", "png"),
    /** A JPEG picture. */
    JPEG(MediaKind.IMAGE, "image/jpeg", "jpg", "jpeg"),
    /** A WebP picture. */
    WEBP(MediaKind.IMAGE, "image/webp", "webp"),
    /** A GIF picture. */
    GIF(MediaKind.IMAGE, "image/gif", "gif"),
    /** A Windows bitmap. */
    BMP(MediaKind.IMAGE, "image/bmp", "bmp"),
    /** A TIFF picture. */
    TIFF(MediaKind.IMAGE, "image/tiff", "tiff", "tif"),
    /** An MP3 recording. */
    MP3(MediaKind.AUDIO, "audio/mpeg", "mp3"),
    /** A WAV recording. */
    WAV(MediaKind.AUDIO, "audio/wav", "wav"),
    /** A FLAC recording. */
    FLAC(MediaKind.AUDIO, "audio/flac", "flac"),
    /** An Ogg recording. */
    OGG(MediaKind.AUDIO, "audio/ogg", "ogg"),
    /** An MP4 recording. */
    M4A(MediaKind.AUDIO, "audio/mp4", "m4a"),
    /** An AAC recording in an ADTS stream. */
    AAC(MediaKind.AUDIO, "audio/aac", "aac"),
    /** An MP4 clip. */
    MP4(MediaKind.VIDEO, "video/mp4", "mp4", "m4v"),
    /** A QuickTime clip. */
    MOV(MediaKind.VIDEO, "video/quicktime", "mov"),
    /** A WebM clip. */
    WEBM(MediaKind.VIDEO, "video/webm", "webm"),
    /** An AVI clip. */
    AVI(MediaKind.VIDEO, "video/x-msvideo", "avi");

    /** What a file shows or plays. */
    public enum MediaKind {
        /** A still picture. */
        IMAGE("an image"),
        /** Speech or music. */
        AUDIO("an audio recording"),
        /** A clip. */
        VIDEO("a video");

        private final String label;

        MediaKind(String label) {
            this.label = label;
        }

        /** Returns the name with an article, for messages: {@code an image}. */
        public String label() {
            return label;
        }
    }

    private final MediaKind kind;
    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // List.of returns an immutable list
    private final List<String> extensions;

    MediaFormat(MediaKind kind, String id, String... extensions) {
        this.kind = kind;
        this.id = id;
        this.extensions = List.of(extensions);
    }

    /** Returns what files of this type show or play. */
    public MediaKind kind() {
        return kind;
    }

    /** Returns the value of the {@code Content-Type} header, for example {@code image/png}. */
    public String id() {
        return id;
    }

    /** Returns the file extensions in lower case without a dot, the most common one first; at least 1. */
    public List<String> extensions() {
        return extensions;
    }

    @Override
    public String toString() {
        return id;
    }
}
