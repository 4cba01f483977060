package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.video.PlaceholderVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadedFileTest {

    @TempDir
    private Path folder;

    @Test
    void a_placeholder_is_a_video() throws IOException {
        byte[] film = PlaceholderVideo.P480.file("film");
        Files.write(file().path(), film);

        assertThat(file().isVideo()).isTrue();
        assertThat(file().bytes()).isEqualTo(film);
    }

    @Test
    void webm_is_a_video() throws IOException {
        Files.write(file().path(), HexFormat.of().parseHex("1a45dfa3934282"));

        assertThat(file().isVideo()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftyp", "<!doctype html>", "....ftya"})
    void other_content_is_not_a_video(String content) {
        file().write(content);

        assertThat(file().isVideo()).isFalse();
        assertThat(file().text()).isEqualTo(content);
    }

    @Test
    void a_missing_file_is_not_a_video() {
        assertThat(file().isVideo()).isFalse();
        assertThat(file().bytes()).isEmpty();
    }

    private DownloadTarget file() {
        return new DownloadTarget(folder.resolve("film.mp4"));
    }
}
