package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A failed download advises only what can help. */
@Timeout(20)
class DownloadAdviceTest {

    private static final int MAX_BYTES = 1024;
    private static final DownloadLimits LIMITS = new DownloadLimits(
            MAX_BYTES,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            0,
            Duration.ofMinutes(1));

    @TempDir
    private Path folder;

    private static GeneratedVideo video(URI url) {
        return GeneratedVideo.builder()
                .task(new TaskRef(
                        ProviderId.of("acme"), Operation.TEXT_TO_VIDEO, "video", "id", "0123456789ab", Instant.EPOCH))
                .url(url)
                .build();
    }

    private Path target() {
        return folder.resolve("kitten.mp4");
    }

    @Test
    @Tag("fault-100")
    void a_file_above_the_limit_is_not_to_be_tried_again() {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond("200 OK", "", SampleVideos.mp4(MAX_BYTES + 1, 1)))) {
            GeneratedVideo video = video(URI.create(server.url() + "/v.mp4"));
            AnonymousDownloader downloader = new AnonymousDownloader(new AddressGuard(true), LIMITS);

            VideoFailure ofFile = downloader.download(video, target()).getLeft();
            VideoFailure ofChannel = downloader
                    .download(video, Channels.newChannel(new ByteArrayOutputStream()), DownloadListener.NONE)
                    .getLeft();

            assertThat(ofFile.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
            assertThat(ofFile.message())
                    .isEqualTo("the video is ready, but was not downloaded: the file at 127.0.0.1 is larger than the"
                            + " limit of 1 KiB. The limit cannot be changed, so another attempt fails too. Download"
                            + " the video from its URL (GeneratedVideo.url) with another program.");
            assertThat(ofChannel.message()).isEqualTo(ofFile.message());
        }
    }

    @Test
    void a_check_that_fails_does_not_blame_the_link() {
        AddressGuard broken = new AddressGuard(false, host -> {
            throw new IllegalStateException("secret");
        });
        GeneratedVideo video = video(URI.create("https://media.example/v.mp4?sig=secret"));

        VideoFailure failure = new AnonymousDownloader(broken, LIMITS)
                .download(video, target())
                .getLeft();

        assertThat(failure.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
        assertThat(failure.message())
                .isEqualTo("the video is ready, but was not downloaded: the check of the link failed with"
                        + " java.lang.IllegalStateException. Try again with: reel resume " + video.task());
    }
}
