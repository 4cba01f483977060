package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class AnonymousDownloaderTest {

    private static final int CAP = 1024 * 1024;
    private static final DownloadLimits PATIENT =
            limits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));

    private static DownloadLimits limits(Duration result, Duration silence, Duration total) {
        return new DownloadLimits(CAP, result, silence, total, 0, Duration.ofMinutes(1));
    }

    @TempDir
    private Path directory;

    private static byte[] mp4(int size) {
        return SampleVideos.mp4(size, 1);
    }

    private Path target() {
        return directory.resolve("kitten.mp4");
    }

    private static DownloadRequest wanted(String link, Path target, OptionalLong size) {
        return new DownloadRequest("a task", link, new TargetFile(target), size);
    }

    private static AnonymousDownloader fetch(DownloadLimits limits) {
        return new AnonymousDownloader(new AddressGuard(true), limits);
    }

    private long fetch(RawHttpServer server) throws DownloadException {
        return fetch(PATIENT).transfer(wanted(server.url() + "/v.mp4?sig=secret", target(), OptionalLong.empty()));
    }

    private DownloadException failure(RawHttpServer server, DownloadLimits limits, OptionalLong expected)
            throws IOException {
        DownloadException failure = catchThrowableOfType(
                DownloadException.class,
                () -> fetch(limits).transfer(wanted(server.url() + "/v.mp4?sig=secret", target(), expected)));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain("secret");
        assertThat(files()).isEmpty();
        return failure;
    }

    private Reason reason(RawHttpServer server) throws IOException {
        return failure(server, PATIENT, OptionalLong.empty()).reason();
    }

    private String[] files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toArray(String[]::new);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100_000, CAP})
    void a_video_is_downloaded_and_nothing_else_is_left(int size) throws Exception {
        byte[] video = mp4(size);
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", video))) {
            assertThat(fetch(server)).isEqualTo(size);
            assertThat(target()).hasBinaryContent(video);
            assertThat(files()).containsExactly("kitten.mp4");
        }
    }

    @Test
    void a_WebM_is_a_video() throws Exception {
        byte[] webm = Arrays.copyOf(
                HexFormat.of().parseHex("1A45DFA384" + "42868101" + "18538067" + "D6" + "1F43B675" + "D1"), 100);
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", webm))) {
            assertThat(fetch(server)).isEqualTo(100);
        }
    }

    private static byte[] boxes(int media) {
        return ByteBuffer.allocate(24 + 16 + 8 + media)
                .putInt(24)
                .put("ftypisom\0\0\0\0isommp42".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .put("moov\0\0\0\10free".getBytes(StandardCharsets.US_ASCII))
                .putInt(8 + media)
                .put("mdat".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** Bodies that end too early without an HTTP error, with and without a length. */
    private static void sendIn(String framing, RawHttpServer.Call call, byte[] body) throws IOException {
        switch (framing) {
            case "untold" -> {
                call.send("HTTP/1.1 200 OK\r\n\r\n");
                call.send(body);
                call.hangUp();
            }
            case "chunked" -> {
                call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length)
                        + "\r\n");
                call.send(body);
                call.send("\r\n0\r\n\r\n");
            }
            default -> call.respond("200 OK", "", body);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "untold, 24", "untold, 40", "untold, 47", "untold, 100", "untold, 1047",
        "chunked, 24", "chunked, 40", "chunked, 47", "chunked, 100", "chunked, 1047",
        "told, 24", "told, 40", "told, 47", "told, 100", "told, 1047"
    })
    @Tag("fault-99")
    @Tag("fault-146")
    void an_incomplete_video_is_not_published(String framing, int sent) throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> sendIn(framing, call, Arrays.copyOf(boxes(1000), sent)))) {
            assertThat(reason(server)).isEqualTo(Reason.CONNECTION_LOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"untold", "chunked", "told"})
    @Tag("fault-99")
    void a_complete_video_needs_no_content_length(String framing) throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> sendIn(framing, call, boxes(1000)))) {
            assertThat(fetch(server)).isEqualTo(1048);
        }
    }

    @Test
    void the_format_is_detected_in_single_bytes() throws Exception {
        byte[] video = mp4(40);
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (byte each : video) {
                call.send(new byte[] {'1', '\r', '\n', each, '\r', '\n'});
            }
            call.send("0\r\n\r\n");
        })) {
            assertThat(fetch(server)).isEqualTo(40);
            assertThat(target()).hasBinaryContent(video);
        }
    }

    @Test
    @Tag("fault-96")
    void the_request_contains_nothing_but_the_path() throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond("200 OK", "Set-Cookie: a=b\r\n", mp4(100)))) {
            fetch(server);
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /v.mp4?sig=secret HTTP/1.1\r\n")
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContainIgnoringCase("cookie")
                    .doesNotContainIgnoringCase("referer")
                    .doesNotContainIgnoringCase("accept-encoding")
                    .doesNotContainIgnoringCase("key")
                    .doesNotContainIgnoringCase("upgrade");
        }
    }

    @Test
    @Tag("fault-37")
    @Tag("fault-96")
    void three_redirects_are_followed_without_cookies_or_referer() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> {
            if (call.number <= 3) {
                call.respond("302 Found", "Set-Cookie: a=b\r\nLocation: /hop" + call.number + "\r\n", "");
            } else {
                call.respond("200 OK", "", mp4(100));
            }
        })) {
            assertThat(fetch(server)).isEqualTo(100);
            assertThat(server.requests()).hasSize(4);
            assertThat(server.requests().get(3)).startsWith("GET /hop3 ").doesNotContainIgnoringCase("cookie");
        }
    }

    @Test
    @Tag("fault-37")
    @Tag("fault-94")
    void a_fourth_redirect_is_not_followed() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("307 Again", "Location: /again\r\n", ""))) {
            assertThat(reason(server)).isEqualTo(Reason.HTTP_STATUS);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://h/v", "http://u@h/", "http://[bad", "//", "http://a\\b/"})
    @Tag("fault-94")
    void a_redirect_to_a_blocked_address_is_not_followed(String location) throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond("302 Found", "Location: " + location + "\r\n", ""))) {
            assertThat(reason(server)).isEqualTo(Reason.BLOCKED_ADDRESS);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-90")
    @Tag("fault-91")
    void a_loopback_link_needs_a_loopback_provider() {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", mp4(100)))) {
            AnonymousDownloader strict = new AnonymousDownloader(new AddressGuard(false), PATIENT);
            for (String link : new String[] {server.url(), "https://127.0.0.1:" + server.port()}) {
                DownloadException failure = catchThrowableOfType(
                        DownloadException.class, () -> strict.transfer(wanted(link, target(), OptionalLong.empty())));
                assertThat(failure.reason()).isEqualTo(Reason.BLOCKED_ADDRESS);
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    @Tag("fault-103")
    void an_expired_link_is_reported(int status) throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond(status + " Oh", "", "gone"))) {
            assertThat(reason(server)).isEqualTo(Reason.EXPIRED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 301, 400, 401, 416, 500, 503})
    void any_other_status_is_an_error(int status) throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond(status + " Oh", "", status == 204 ? "" : "x"))) {
            assertThat(reason(server)).isEqualTo(Reason.HTTP_STATUS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html><body>Please log in</body></html>", "{\"error\":\"expired\"}", "", "short", "xftyp   "})
    @Tag("fault-104")
    void a_file_that_is_not_a_video_is_not_published(String body) throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond("200 OK", "Content-Type: video/mp4\r\n", body))) {
            assertThat(reason(server)).isEqualTo(Reason.NOT_VIDEO);
        }
    }

    @Test
    @Tag("fault-104")
    void a_compressed_file_is_rejected() throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond("200 OK", "Content-Encoding: gzip\r\n", mp4(100)))) {
            assertThat(reason(server)).isEqualTo(Reason.NOT_VIDEO);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1048577", "Connection: close"})
    @Tag("fault-100")
    void one_byte_more_than_the_limit_is_rejected(String framing) throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            call.send(mp4(CAP + 1));
            call.stall();
        })) {
            DownloadException failure = failure(server, PATIENT, OptionalLong.empty());
            assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(failure).hasMessage("the file at 127.0.0.1 is larger than the limit of 1 MiB");
        }
    }

    @Test
    @Tag("fault-99")
    void a_truncated_body_is_a_lost_connection() throws Exception {
        try (RawHttpServer server = new RawHttpServer(started(RawHttpServer.Call::hangUp))) {
            assertThat(reason(server)).isEqualTo(Reason.CONNECTION_LOST);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {99, 101})
    @Tag("fault-99")
    void a_size_other_than_expected_is_an_error(long expected) throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", mp4(100)))) {
            assertThat(failure(server, PATIENT, OptionalLong.of(expected)).reason())
                    .isEqualTo(Reason.CONNECTION_LOST);
        }
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            call.send(mp4(100));
            call.hangUp();
        })) {
            assertThat(failure(server, PATIENT, OptionalLong.of(expected)).reason())
                    .isEqualTo(Reason.CONNECTION_LOST);
        }
    }

    @Test
    void the_expected_size_is_accepted() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", mp4(100)))) {
            assertThat(fetch(PATIENT).transfer(wanted(server.url(), target(), OptionalLong.of(100))))
                    .isEqualTo(100);
        }
    }

    @Test
    void a_refused_connection_is_unreachable() throws Exception {
        int port;
        try (RawHttpServer free = new RawHttpServer(call -> {})) {
            port = free.port();
        }
        DownloadException failure = catchThrowableOfType(
                DownloadException.class,
                () -> fetch(PATIENT).transfer(wanted("http://127.0.0.1:" + port, target(), OptionalLong.empty())));
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    }

    static Stream<Arguments> slow_hosts() {
        Duration soon = Duration.ofMillis(200);
        Duration late = Duration.ofSeconds(10);
        DownloadLimits brisk = new DownloadLimits(CAP, late, late, late, 100 * 1024, soon);
        return Stream.of(
                argumentSet(
                        "silent before the answer",
                        limits(soon, late, late),
                        (RawHttpServer.Script) RawHttpServer.Call::stall,
                        Reason.TIMED_OUT,
                        "no response from 127.0.0.1 in 200 ms"),
                argumentSet(
                        "silent within the body",
                        limits(late, soon, late),
                        started(RawHttpServer.Call::stall),
                        Reason.TIMED_OUT,
                        "127.0.0.1 sent no data for 200 ms after 500 bytes"),
                argumentSet(
                        "dripping until the total deadline",
                        limits(late, late, Duration.ofMillis(400)),
                        started(RawHttpServer.Call::drip),
                        Reason.TIMED_OUT,
                        "the file from 127.0.0.1 was not complete in 400 ms"),
                argumentSet(
                        "below the minimum throughput",
                        brisk,
                        started(RawHttpServer.Call::drip),
                        Reason.TOO_SLOW,
                        "127.0.0.1 sent less than 100 KiB per second for 200 ms; .*"));
    }

    /** Sends the beginning of a video, then runs the script. */
    private static RawHttpServer.Script started(RawHttpServer.Script then) {
        return call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            call.send(mp4(500));
            then.handle(call);
        };
    }

    @ParameterizedTest
    @MethodSource("slow_hosts")
    @Tag("fault-100")
    void a_slow_host_ends_the_download(DownloadLimits limits, RawHttpServer.Script host, Reason reason, String message)
            throws Exception {
        try (RawHttpServer server = new RawHttpServer(host)) {
            DownloadException failure = failure(server, limits, OptionalLong.empty());
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure).hasMessageMatching(message);
        }
    }

    @Test
    @Tag("fault-73")
    void an_interrupt_ends_the_download_within_500_ms() throws Exception {
        CountDownLatch bodyBegan = new CountDownLatch(1);
        try (RawHttpServer server = new RawHttpServer(started(call -> {
            bodyBegan.countDown();
            call.stall();
        }))) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            CompletableFuture<Reason> reason = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    fetch(server);
                } catch (DownloadException e) {
                    flag.complete(Thread.currentThread().isInterrupted());
                    reason.complete(e.reason());
                }
            });
            caller.start();
            assertThat(bodyBegan.await(10, TimeUnit.SECONDS)).isTrue();
            long start = System.nanoTime();
            caller.interrupt();

            assertThat(reason.get(10, TimeUnit.SECONDS)).isEqualTo(Reason.INTERRUPTED);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
            assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void an_interrupted_thread_sends_nothing() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", mp4(100)))) {
            Thread.currentThread().interrupt();
            DownloadException failure = catchThrowableOfType(DownloadException.class, () -> fetch(server));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.reason()).isEqualTo(Reason.INTERRUPTED);
            assertThat(server.requests()).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    @Tag("fault-98")
    void an_existing_file_prevents_the_request() throws Exception {
        Files.writeString(target(), "mine");
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", mp4(100)))) {
            DownloadException failure = catchThrowableOfType(DownloadException.class, () -> fetch(server));
            assertThat(failure.reason()).isEqualTo(Reason.TARGET);
            assertThat(failure).hasMessageContaining("exists already");
            assertThat(target()).hasContent("mine");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @Tag("fault-98")
    void a_file_that_appears_during_the_download_is_not_replaced() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> {
            Files.writeString(target(), "mine");
            call.respond("200 OK", "", mp4(100));
        })) {
            DownloadException failure = catchThrowableOfType(DownloadException.class, () -> fetch(server));
            assertThat(failure.reason()).isEqualTo(Reason.TARGET);
            assertThat(target()).hasContent("mine");
            assertThat(files()).containsExactly("kitten.mp4");
        }
    }

    @Test
    @Tag("fault-98")
    void a_file_that_appears_before_publishing_is_not_replaced() throws Exception {
        try (PartFile part = PartFile.start(
                new TargetFile(target()),
                PartFileName.of("a task", "a link"),
                Optional.empty(),
                OptionalLong.empty())) {
            part.write(ByteBuffer.wrap(mp4(100)));
            Files.writeString(target(), "mine");
            DownloadException failure = catchThrowableOfType(DownloadException.class, part::publish);
            assertThat(failure.reason()).isEqualTo(Reason.TARGET);
        }
        assertThat(target()).hasContent("mine");
        assertThat(files()).containsExactly("kitten.mp4");
    }

    @Test
    @Tag("fault-98")
    void an_invalid_target_is_rejected() throws Exception {
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling.mp4"), directory.resolve("nowhere"));
        Path inner = Files.createDirectory(directory.resolve("inner"));
        Path missing = directory.resolve("missing").resolve("kitten.mp4");
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", mp4(100)))) {
            for (Path target : Arrays.asList(dangling, inner, missing, Path.of("/"))) {
                DownloadException failure = catchThrowableOfType(
                        DownloadException.class,
                        () -> fetch(PATIENT).transfer(wanted(server.url(), target, OptionalLong.empty())));
                assertThat(failure.reason()).as(target.toString()).isEqualTo(Reason.TARGET);
            }
            assertThat(server.requests()).isEmpty();
            assertThat(files()).containsExactly("dangling.mp4", "inner");
        }
    }

    @Test
    @Tag("fault-101")
    void a_full_disk_is_reported() {
        assertThat(new TargetFile(target())
                        .failed(new IOException("No space left on device"))
                        .reason())
                .isEqualTo(Reason.NO_SPACE);
        assertThat(new TargetFile(target())
                        .failed(new IOException("Input/output error"))
                        .reason())
                .isEqualTo(Reason.IO);
    }
}
