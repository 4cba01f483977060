package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A download to a channel delivers each byte once, and is a success only if the video is complete. */
@Timeout(20)
class ChannelDownloadOverHttpTest {

    private static final String TAG = "ETag: \"one\"\r\n";
    private static final int SIZE = 50_000;
    private static final int HALF = 20_000;
    private static final DownloadLimits LIMITS = new DownloadLimits(
            10 * 1024 * 1024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            0,
            Duration.ofMinutes(1));

    private final byte[] video = SampleVideos.mp4(SIZE, 1);
    private final RecordingChannel channel = new RecordingChannel();
    private final List<String> progress = new ArrayList<>();

    /** A channel in memory that may misbehave. */
    private static class RecordingChannel implements WritableByteChannel {

        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private boolean open = true;

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            byte[] taken = new byte[Math.min(bytes.remaining(), 7_000)];
            bytes.get(taken);
            received.write(taken);
            return taken.length;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }

    private static AnonymousDownloader downloader(DownloadLimits limits) {
        return new AnonymousDownloader(new AddressGuard(true), limits);
    }

    private DownloadRequest request(RawHttpServer server, WritableByteChannel target) {
        return new DownloadRequest(
                "task",
                server.url() + "/v.mp4?sig=secret",
                new TargetChannel(target),
                OptionalLong.empty(),
                (bytes, total) -> progress.add(bytes + "/" + (total.isPresent() ? total.getAsLong() : "?")));
    }

    private DownloadException failure(RawHttpServer server, WritableByteChannel target) {
        return catchThrowableOfType(
                DownloadException.class, () -> downloader(LIMITS).transfer(request(server, target)));
    }

    private static String range(int from) {
        return "Content-Range: bytes " + from + "-" + (SIZE - 1) + "/" + SIZE + "\r\n";
    }

    private void breakOff(RawHttpServer.Call call, String headers) throws IOException {
        call.send("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + SIZE + "\r\n\r\n");
        call.send(Arrays.copyOf(video, HALF));
        call.hangUp();
    }

    private byte[] beginning() {
        return Arrays.copyOf(video, HALF);
    }

    @Test
    void the_whole_video_arrives_and_the_channel_stays_open() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", video))) {
            assertThat(downloader(LIMITS).transfer(request(server, channel))).isEqualTo(SIZE);
        }
        assertThat(channel.received.toByteArray()).isEqualTo(video);
        assertThat(channel.isOpen()).isTrue();
        assertThat(progress).last().isEqualTo(SIZE + "/" + SIZE);
    }

    @Test
    @Tag("fault-99")
    @Tag("fault-221")
    void a_broken_connection_continues_without_repeated_bytes() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> {
            if (call.number == 1) {
                breakOff(call, TAG);
            } else {
                call.respond("206 Partial Content", TAG + range(HALF), Arrays.copyOfRange(video, HALF, SIZE));
            }
        })) {
            assertThat(downloader(LIMITS).transfer(request(server, channel))).isEqualTo(SIZE);
            assertThat(server.requests().get(1))
                    .contains("\r\nRange: bytes=" + HALF + "-\r\n")
                    .contains("\r\nIf-Range: \"one\"\r\n");
        }
        assertThat(channel.received.toByteArray()).isEqualTo(video);
    }

    @Test
    @Tag("fault-99")
    @Tag("fault-221")
    void without_a_version_a_broken_connection_is_a_failure() {
        try (RawHttpServer server = new RawHttpServer(call -> breakOff(call, ""))) {
            DownloadException failed = failure(server, channel);
            assertThat(failed.reason()).isEqualTo(Reason.CONNECTION_LOST);
            assertThat(failed).hasMessageContaining("after " + HALF + " bytes");
            assertThat(server.requests()).hasSize(1);
        }
        assertThat(channel.received.toByteArray()).isEqualTo(beginning());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 OK|ETag: \"two\"\r\n",
                "200 OK|ETag: \"one\"\r\n",
                "206 Partial Content|ETag: \"two\"\r\nContent-Range: bytes 20000-49999/50000\r\n",
                "206 Partial Content|ETag: \"one\"\r\nContent-Range: bytes 20001-49999/50000\r\n",
                "416 Range Not Satisfiable|Content-Range: bytes */50000\r\n"
            })
    @Tag("fault-102")
    @Tag("fault-221")
    void another_version_is_never_mixed_in(String response) throws Exception {
        String status = response.substring(0, response.indexOf('|'));
        String headers = response.substring(response.indexOf('|') + 1);
        byte[] other = SampleVideos.mp4(SIZE, 2);
        try (RawHttpServer server = new RawHttpServer(call -> {
            if (call.number == 1) {
                breakOff(call, TAG);
            } else {
                call.respond(status, headers, status.startsWith("200") ? other : Arrays.copyOf(other, SIZE - HALF));
            }
        })) {
            DownloadException failed = failure(server, channel);
            assertThat(failed.reason()).isEqualTo(Reason.NOT_RESUMABLE);
            assertThat(failed).hasMessageContaining("after " + HALF + " bytes");
            assertThat(server.requests()).hasSize(2);
        }
        assertThat(channel.received.toByteArray()).isEqualTo(beginning());
    }

    @Test
    @Tag("fault-104")
    void nothing_of_a_page_is_written() {
        byte[] page = "<h1>Back soon</h1>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (byte[] body : List.of(page, Arrays.copyOf(page, 7), new byte[0])) {
            try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", TAG, body))) {
                assertThat(failure(server, channel).reason()).isEqualTo(Reason.NOT_VIDEO);
            }
        }
        assertThat(channel.received.size()).isZero();
    }

    @Test
    void a_head_in_single_bytes_is_recognized() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n");
            for (int i = 0; i < 10; i++) {
                call.send(new byte[] {video[i]});
                TimeUnit.MILLISECONDS.sleep(5);
            }
            call.send(Arrays.copyOfRange(video, 10, SIZE));
        })) {
            assertThat(downloader(LIMITS).transfer(request(server, channel))).isEqualTo(SIZE);
        }
        assertThat(channel.received.toByteArray()).isEqualTo(video);
    }

    @Test
    @Tag("fault-99")
    void a_truncated_video_without_a_length_is_no_success() {
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\n\r\n");
            call.send(beginning());
            call.hangUp();
        })) {
            assertThat(failure(server, channel).reason()).isEqualTo(Reason.CONNECTION_LOST);
        }
    }

    @Test
    @Tag("fault-220")
    void a_channel_that_throws_is_a_failure_of_the_channel() {
        RecordingChannel failing = new RecordingChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                if (super.received.size() > 10_000) {
                    throw new IOException("https://bucket.example?sig=secret");
                }
                return super.write(bytes);
            }
        };
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", TAG, video))) {
            DownloadException failed = failure(server, failing);
            assertThat(failed.reason()).isEqualTo(Reason.CHANNEL);
            assertThat(failed).hasMessageContaining("java.io.IOException").hasMessageNotContaining("secret");
            assertThat(server.requests()).hasSize(1);
        }
        assertThat(failing.isOpen()).isTrue();
    }

    @Test
    @Tag("fault-220")
    void a_channel_that_accepts_nothing_is_a_failure() {
        RecordingChannel full = new RecordingChannel() {
            @Override
            public int write(ByteBuffer bytes) {
                return 0;
            }
        };
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", TAG, video))) {
            assertThat(failure(server, full)).hasMessageContaining("blocking mode");
        }
    }

    @Test
    @Tag("fault-220")
    void an_interrupt_ends_a_write_that_blocks() throws Exception {
        byte[] large = SampleVideos.mp4(2_000_000, 1); // more than a pipe holds
        Pipe pipe = Pipe.open();
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", TAG, large))) {
            CompletableFuture<DownloadException> failed = new CompletableFuture<>();
            Thread thread = new Thread(() -> failed.complete(failure(server, pipe.sink())));
            thread.start();
            server.awaitFirstRequest();
            pipe.source().read(ByteBuffer.allocate(1)); // the channel was written to
            thread.interrupt();
            assertThat(failed.get(10, TimeUnit.SECONDS).reason()).isEqualTo(Reason.INTERRUPTED);
        }
    }

    @Test
    @Tag("fault-220")
    void a_slow_channel_is_not_a_slow_host() throws Exception {
        DownloadLimits strict = new DownloadLimits(
                LIMITS.maxBytes(),
                LIMITS.responseTimeout(),
                LIMITS.readTimeout(),
                LIMITS.totalTimeout(),
                1024 * 1024 * 1024,
                Duration.ofSeconds(2));
        RecordingChannel slow = new RecordingChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                if (super.received.size() == 0) {
                    sleepUninterrupted(2_100);
                }
                return super.write(bytes);
            }
        };
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", TAG, video))) {
            assertThat(downloader(strict).transfer(request(server, slow))).isEqualTo(SIZE);
        }
    }

    private static void sleepUninterrupted(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Tag("fault-220")
    void closing_the_client_ends_the_download() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        AnonymousDownloader closing = downloader(LIMITS);
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\n" + TAG + "Content-Length: " + SIZE + "\r\n\r\n");
            call.send(beginning());
            sent.countDown();
            call.stall();
        })) {
            CompletableFuture<DownloadException> failed = CompletableFuture.supplyAsync(() ->
                    catchThrowableOfType(DownloadException.class, () -> closing.transfer(request(server, channel))));
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
            closing.close();
            assertThat(failed.get(10, TimeUnit.SECONDS).reason()).isEqualTo(Reason.CLOSED);
        }
    }
}
