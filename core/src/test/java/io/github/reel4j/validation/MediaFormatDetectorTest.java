package io.github.reel4j.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.MediaFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that types are detected by content. */
class MediaFormatDetectorTest {

    private static final Map<MediaFormat, String> HEADS = Map.ofEntries(
            Map.entry(MediaFormat.PNG, "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR"),
            Map.entry(MediaFormat.JPEG, "\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF"),
            Map.entry(MediaFormat.WEBP, "RIFF$\0\0\0WEBPVP8 "),
            Map.entry(MediaFormat.GIF, "GIF89a\1\0\1\0"),
            Map.entry(MediaFormat.BMP, "BM\u009A\0\0\0\0\0\0\0(\0"),
            Map.entry(MediaFormat.TIFF, "II*\0\u0008\0\0\0"),
            Map.entry(MediaFormat.MP3, "ID3\4\0\0"),
            Map.entry(MediaFormat.WAV, "RIFF$\0\0\0WAVEfmt "),
            Map.entry(MediaFormat.FLAC, "fLaC\0\0\0"),
            Map.entry(MediaFormat.OGG, "OggS\0\2"),
            Map.entry(MediaFormat.M4A, "\0\0\0 ftypM4A "),
            Map.entry(MediaFormat.AAC, "\u00FF\u00F1P\u0080"),
            Map.entry(MediaFormat.MP4, "\0\0\0 ftypisom\0\0\2\0"),
            Map.entry(MediaFormat.MOV, "\0\0\0\u0014ftypqt  "),
            Map.entry(MediaFormat.WEBM, "\u001AE\u00DF\u00A3\1\0\0\0B\u0082\u0084webm"),
            Map.entry(MediaFormat.AVI, "RIFF$\0\0\0AVI LIST"));

    private static Optional<MediaFormat> detect(String head) {
        return MediaFormatDetector.detect(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource(MediaFormat.class)
    void every_type_is_detected_by_its_first_bytes(MediaFormat type) {
        assertThat(detect(HEADS.getOrDefault(type, ""))).contains(type);
    }

    static Stream<String> unknown() {
        return Stream.of(
                "",
                "B",
                "BM but text",
                "RIFF",
                "RIFF\0\0\0\0XXXX",
                "\0\0\0 ftyp",
                "\0\0\0 ftypavif",
                "\u001AE\u00DF\u00A3\1\0\0\0matroska",
                "\u00FF",
                "\u00FFx",
                "<svg xmlns=\"http://www.w3.org/2000/svg\">",
                "%PDF-1.7");
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void other_content_has_no_type(String head) {
        assertThat(detect(head)).isEmpty();
    }

    @Test
    void every_prefix_of_every_head_is_safe() {
        HEADS.values().forEach(head -> {
            for (int length = 0; length <= head.length(); length++) {
                assertThat(detect(head.substring(0, length))).isNotNull();
            }
        });
    }
}
