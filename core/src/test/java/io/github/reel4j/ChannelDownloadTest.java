package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.VideoDownloader;
import io.vavr.control.Either;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link VideoTask#download(WritableByteChannel)}, and the progress of downloads. */
@Timeout(60)
class ChannelDownloadTest {

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final VideoClient client = TestClients.of(time, acme);
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final WritableByteChannel channel = Channels.newChannel(received);

    /** What a downloader does with the channel. */
    private interface Transfer {
        Either<VideoFailure, Long> run(GeneratedVideo video, WritableByteChannel target, DownloadListener listener)
                throws IOException;
    }

    private void onDownload(Transfer transfer) {
        acme.downloader = new VideoDownloader() {
            @Override
            public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
                throw new AssertionError("a channel was requested");
            }

            @Override
            public Either<VideoFailure, Long> download(
                    GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
                try {
                    return transfer.run(video, target, listener);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private long download() throws Exception {
        VideoTask task = client.resume(SampleRequests.task());
        return time.passDuring(() -> task.download(channel));
    }

    private VideoException failure() throws Exception {
        return failure(channel);
    }

    private VideoException failure(WritableByteChannel target) throws Exception {
        VideoTask task = client.resume(SampleRequests.task());
        return time.passDuring(() -> catchThrowableOfType(VideoException.class, () -> task.download(target)));
    }

    @Test
    void the_bytes_arrive_and_the_channel_stays_open() throws Exception {
        onDownload((video, target, listener) -> {
            long written = target.write(bytes("kitten"));
            target.close();
            return Either.right(written);
        });
        assertThat(download()).isEqualTo(6);
        assertThat(received).hasToString("kitten");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    @Tag("fault-221")
    void a_failure_says_how_many_bytes_were_written() throws Exception {
        onDownload((video, target, listener) -> {
            target.write(bytes("kit"));
            return Either.left(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "the connection broke."));
        });
        VideoException failed = failure();
        assertThat(failed.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
        assertThat(failed.task()).contains(SampleRequests.task());
        assertThat(failed).hasMessageContaining("Written to the channel: 3 bytes");
    }

    @Test
    @Tag("fault-222")
    void an_expired_link_is_refreshed_if_nothing_was_written() throws Exception {
        onDownload((video, target, listener) -> acme.polled == 1
                ? Either.left(VideoFailure.of(FailureKind.LINK_EXPIRED, "expired"))
                : Either.right((long) target.write(bytes("kitten"))));
        assertThat(download()).isEqualTo(6);
        assertThat(acme.polled).isEqualTo(2);
    }

    @Test
    @Tag("fault-222")
    void a_link_that_expires_later_does_not_repeat_bytes() throws Exception {
        onDownload((video, target, listener) -> {
            target.write(bytes("kit"));
            return Either.left(VideoFailure.of(FailureKind.LINK_EXPIRED, "expired"));
        });
        assertThat(failure().kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
        assertThat(received).hasToString("kit");
        assertThat(acme.polled).isEqualTo(1);
    }

    @Test
    @Tag("fault-223")
    void a_provider_that_counts_wrong_is_no_success() throws Exception {
        onDownload((video, target, listener) -> {
            target.write(bytes("kit"));
            return Either.right(6L);
        });
        VideoException failed = failure();
        assertThat(failed.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
        assertThat(failed).hasMessageContaining("defect").hasMessageContaining("3 bytes");
    }

    @Test
    @Tag("fault-223")
    void a_provider_that_throws_is_a_failure_with_the_count() throws Exception {
        onDownload((video, target, listener) -> {
            target.write(bytes("kit"));
            throw new IOException("sesame");
        });
        assertThat(failure())
                .hasMessageContaining("Written to the channel: 3 bytes")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void a_provider_for_files_only_uses_a_temporary_file() throws Exception {
        List<Path> targets = new ArrayList<>();
        acme.downloader = (video, target) -> {
            targets.add(target);
            try {
                return Either.right(Files.writeString(target, "kitten"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        assertThat(download()).isEqualTo(6);
        assertThat(received).hasToString("kitten");
        assertThat(targets)
                .singleElement()
                .satisfies(target -> assertThat(target.getParent()).doesNotExist());
    }

    @Test
    @Tag("fault-220")
    void a_channel_that_throws_fails_a_provider_for_files_only() throws Exception {
        acme.downloader = (video, target) -> {
            try {
                return Either.right(Files.writeString(target, "kitten"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        channel.close();
        VideoException failed = failure();
        assertThat(failed.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
        assertThat(failed).hasMessageContaining("ClosedChannelException").hasMessageContaining("channel: 0 bytes");
    }

    /** The count must contain what the channel accepted before it threw. */
    @Test
    @Tag("fault-220")
    void the_count_includes_bytes_accepted_before_an_exception() throws Exception {
        WritableByteChannel full = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                bytes.get();
                bytes.get();
                throw new IOException("full");
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        onDownload((video, target, listener) -> {
            target.write(bytes("kitten"));
            return Either.right(6L);
        });
        assertThat(failure(full)).hasMessageContaining("Written to the channel: 2 bytes");
    }

    @Test
    void progress_is_throttled_and_has_the_last_bytes() throws Exception {
        onDownload((video, target, listener) -> {
            for (int i = 1; i <= 1000; i++) { // 1 second
                target.write(bytes("x"));
                listener.onBytes(i, OptionalLong.of(1000));
                time.pass(Duration.ofMillis(1));
            }
            return Either.right(1000L);
        });
        List<DownloadProgress> progress = new ArrayList<>();
        VideoTask task = client.resume(SampleRequests.task()).onDownload(progress::add);
        var polled = task.toFuture();
        time.pass(Duration.ofMinutes(5));
        assertThat(polled).isDone();
        task.download(channel);
        time.pass(Duration.ofSeconds(1));
        assertThat(progress).hasSizeBetween(10, 12);
        DownloadProgress last = progress.get(progress.size() - 1);
        assertThat(last.bytesReceived()).isEqualTo(1000);
        assertThat(last.bytesTotal()).hasValue(1000);
        assertThat(last.task()).isEqualTo(SampleRequests.task());
        assertThat(progress.get(0).bytesReceived()).isEqualTo(1);
        assertThat(progress).isSortedAccordingTo((a, b) -> Long.compare(a.bytesReceived(), b.bytesReceived()));
    }

    @Test
    void a_listener_that_throws_does_not_disturb_the_download() throws Exception {
        onDownload((video, target, listener) -> {
            long written = target.write(bytes("kitten"));
            listener.onBytes(written, OptionalLong.empty());
            return Either.right(written);
        });
        VideoTask task = client.resume(SampleRequests.task()).onDownload(progress -> {
            throw new IllegalStateException("listener");
        });
        assertThat(time.passDuring(() -> task.download(channel))).isEqualTo(6);
    }
}
