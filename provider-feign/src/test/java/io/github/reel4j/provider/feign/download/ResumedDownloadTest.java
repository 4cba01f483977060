package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupted download resumes or starts again, and never mixes 2 files. */
@Timeout(20)
class ResumedDownloadTest {

    private static final String TAG = "ETag: \"one\"\r\n";
    private static final int SIZE = 50_000;
    private static final int HALF = 20_000;

    @TempDir
    private Path directory;

    private final AnonymousDownloader fetch = new AnonymousDownloader(
            new AddressGuard(true),
            new DownloadLimits(
                    1024 * 1024,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    0,
                    Duration.ofMinutes(1)));

    private static byte[] video(int seed) {
        return SampleVideos.mp4(SIZE, seed);
    }

    private static byte[] remainder(byte[] video, int from) {
        return Arrays.copyOfRange(video, from, video.length);
    }

    private static String range(int from, int total) {
        return "Content-Range: bytes " + from + "-" + (total - 1) + "/" + total + "\r\n";
    }

    /** Announces the whole file and sends half of it. */
    private static void breakOff(RawHttpServer.Call call, String headers, byte[] video) throws IOException {
        call.send("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + SIZE + "\r\n\r\n");
        call.send(Arrays.copyOf(video, HALF));
        call.hangUp();
    }

    private Path target() {
        return directory.resolve("kitten.mp4");
    }

    private long fetch(RawHttpServer server, String task, String query) throws DownloadException {
        return fetch.transfer(new DownloadRequest(
                task, server.url() + "/v.mp4" + query, new TargetFile(target()), OptionalLong.empty()));
    }

    private Reason failure(RawHttpServer server) {
        return catchThrowableOfType(DownloadException.class, () -> fetch(server, "task", "?sig=1"))
                .reason();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void nothingButTheVideo(byte[] video) throws IOException {
        assertThat(target()).hasBinaryContent(video);
        assertThat(files()).containsExactly("kitten.mp4");
    }

    @Test
    @Tag("fault-99")
    @Tag("fault-102")
    void an_interrupted_download_resumes_immediately() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            if (call.number == 1) {
                breakOff(call, TAG, video);
            } else {
                call.respond("206 Partial Content", TAG + range(HALF, SIZE), remainder(video, HALF));
            }
        })) {
            assertThat(fetch(server, "task", "")).isEqualTo(SIZE);
            nothingButTheVideo(video);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(0)).doesNotContain("Range");
            assertThat(server.requests().get(1))
                    .contains("\r\nRange: bytes=" + HALF + "-\r\n")
                    .contains("\r\nIf-Range: \"one\"\r\n");
        }
    }

    @Test
    @Tag("fault-99")
    @Tag("fault-103")
    void a_later_download_resumes_even_with_a_new_link() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            switch (call.number) {
                case 1 -> breakOff(call, TAG, video);
                case 2 -> call.respond("503 Later", "", "");
                default -> call.respond("206 Partial Content", TAG + range(HALF, SIZE), remainder(video, HALF));
            }
        })) {
            assertThat(failure(server)).isEqualTo(Reason.HTTP_STATUS);
            assertThat(files())
                    .singleElement()
                    .asString()
                    .startsWith(".reel4j-")
                    .endsWith(".part");

            assertThat(fetch(server, "task", "?sig=2")).isEqualTo(SIZE);
            nothingButTheVideo(video);
            assertThat(server.requests().get(2)).contains("Range: bytes=" + HALF + "-");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 OK|ETag: \"one\"\r\n",
                "200 OK|ETag: \"two\"\r\n",
                "416 Range Not Satisfiable|Content-Range: bytes */50000\r\n",
                "206 Partial Content|ETag: \"two\"\r\nContent-Range: bytes 20000-49999/50000\r\n",
                "206 Partial Content|ETag: W/\"one\"\r\nContent-Range: bytes 20000-49999/50000\r\n",
                "206 Partial Content|Content-Range: bytes 20000-49999/50000\r\n",
                "206 Partial Content|ETag: \"one\"\r\nContent-Range: bytes 0-49999/50000\r\n",
                "206 Partial Content|ETag: \"one\"\r\nContent-Range: bytes 20001-49999/50000\r\n",
                "206 Partial Content|ETag: \"one\"\r\nContent-Range: bytes 20000-29999/50000\r\n",
                "206 Partial Content|ETag: \"one\"\r\nContent-Range: chars 20000-49999/50000\r\n",
                "206 Partial Content|ETag: \"one\"\r\nContent-Type: multipart/byteranges; boundary=x\r\n",
                "206 Partial Content|ETag: \"one\"\r\n"
            })
    @Tag("fault-102")
    void another_file_starts_again_and_is_never_mixed(String response) throws Exception {
        String status = response.substring(0, response.indexOf('|'));
        String headers = response.substring(response.indexOf('|') + 1);
        byte[] old = video(1);
        byte[] other = video(2);
        try (RawHttpServer server = new RawHttpServer(call -> {
            switch (call.number) {
                case 1 -> breakOff(call, TAG, old);
                case 2 -> call.respond(status, headers, status.startsWith("200") ? other : remainder(other, HALF));
                default -> call.respond("200 OK", "", other);
            }
        })) {
            assertThat(fetch(server, "task", "")).isEqualTo(SIZE);
            nothingButTheVideo(other);
            if (server.requests().size() > 2) {
                assertThat(server.requests().get(2)).doesNotContain("Range");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ETag: W/\"weak\"\r\n",
                "ETag: unquoted\r\n",
                "ETag: \"a\"\r\nETag: \"b\"\r\n",
                "Last-Modified: Fri, 20 Nov 2026 08:00:00 GMT\r\n",
                "Last-Modified: Fri, 20 Nov 2026 08:00:00 GMT\r\nDate: Fri, 20 Nov 2026 08:00:30 GMT\r\n",
                "Last-Modified: yesterday\r\nDate: Fri, 20 Nov 2026 08:00:00 GMT\r\n"
            })
    @Tag("fault-102")
    void a_part_without_a_strong_validator_is_not_kept(String headers) throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> breakOff(call, headers, video(1)))) {
            assertThat(failure(server)).isEqualTo(Reason.CONNECTION_LOST);
            assertThat(files()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void an_old_last_modified_date_is_a_strong_validator() throws Exception {
        byte[] video = video(1);
        String dates = "Last-Modified: Fri, 20 Nov 2026 08:00:00 GMT\r\nDate: Fri, 20 Nov 2026 08:10:00 GMT\r\n";
        try (RawHttpServer server = new RawHttpServer(call -> {
            if (call.number == 1) {
                breakOff(call, dates, video);
            } else {
                call.respond("206 Partial Content", dates + range(HALF, SIZE), remainder(video, HALF));
            }
        })) {
            fetch(server, "task", "");
            nothingButTheVideo(video);
            assertThat(server.requests().get(1)).contains("If-Range: Fri, 20 Nov 2026 08:00:00 GMT\r\n");
        }
    }

    @Test
    @Tag("fault-102")
    void the_part_of_another_task_is_not_used() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            switch (call.number) {
                case 1 -> breakOff(call, TAG, video);
                case 2 -> call.respond("403 Gone", "", "");
                default -> call.respond("200 OK", TAG, video(2));
            }
        })) {
            assertThat(failure(server)).isEqualTo(Reason.EXPIRED);
            fetch(server, "another task", "");
            assertThat(server.requests().get(2)).doesNotContain("Range");
            assertThat(target()).hasBinaryContent(video(2));
            assertThat(files()).hasSize(2);
        }
    }

    @Test
    void a_part_that_is_in_use_is_not_written_by_another_download() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", TAG, video))) {
            PartFileName name = PartFileName.of("task", server.url() + "/v.mp4");
            try (PartFile other = PartFile.start(
                    new TargetFile(target()),
                    name,
                    Optional.of(new EntityValidator("\"one\"")),
                    OptionalLong.of(SIZE))) {
                other.write(ByteBuffer.wrap(Arrays.copyOf(video, HALF)));
                assertThat(fetch(server, "task", "")).isEqualTo(SIZE);
                assertThat(server.requests()).singleElement().asString().doesNotContain("Range");
                assertThat(other.size()).isEqualTo(HALF);
            }
            nothingButTheVideo(video);
        }
    }

    @Test
    @Tag("fault-98")
    void a_symbolic_link_under_the_name_of_a_part_is_not_followed() throws Exception {
        byte[] video = video(1);
        Path elsewhere = Files.write(directory.resolve("elsewhere"), video(2));
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", TAG, video))) {
            Path part = PartFileName.of("task", server.url() + "/v.mp4")
                    .pathFor(target(), new EntityValidator("\"one\""), OptionalLong.of(SIZE));
            Files.createSymbolicLink(part, elsewhere);
            fetch(server, "task", "");
            assertThat(target()).hasBinaryContent(video);
            assertThat(elsewhere).hasBinaryContent(video(2));
        }
    }

    @Test
    @Tag("fault-99")
    void after_5_resumptions_the_part_is_kept() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            int from = (call.number - 1) * 100;
            String head = from == 0 ? "200 OK\r\n" : "206 Partial Content\r\n" + range(from, SIZE);
            call.send("HTTP/1.1 " + head + TAG + "Content-Length: " + (SIZE - from) + "\r\n\r\n");
            call.send(Arrays.copyOfRange(video, from, from + 100));
            call.hangUp();
        })) {
            assertThat(failure(server)).isEqualTo(Reason.CONNECTION_LOST);
            assertThat(server.requests()).hasSize(6);
            assertThat(files()).singleElement().asString().endsWith(".part");
        }
    }

    @Test
    void a_resumption_without_data_is_not_repeated() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> {
            if (call.number == 1) {
                breakOff(call, TAG, video(1));
            } else {
                call.send(
                        "HTTP/1.1 206 Partial Content\r\n" + TAG + range(HALF, SIZE) + "Content-Length: 30000\r\n\r\n");
                call.hangUp();
            }
        })) {
            assertThat(failure(server)).isEqualTo(Reason.CONNECTION_LOST);
            assertThat(server.requests()).hasSize(2);
        }
    }

    /** Responses to the range request after 20000 of 50000 bytes, none of which continues the file. */
    static Stream<String> contradictions() {
        return Stream.of(
                "Content-Range: bytes 20000-29999/30000\r\nContent-Length: 10000\r\n",
                "Content-Range: bytes 20000-29999/*\r\nContent-Length: 10000\r\n",
                "Content-Range: bytes 20000-29999/50000\r\nContent-Length: 10000\r\n",
                "Content-Range: bytes 20000-49999/50000\r\nContent-Length: 10000\r\n",
                "Content-Range: bytes 20000-59999/60000\r\nContent-Length: 40000\r\n",
                "Content-Range: bytes 20000-19999/20000\r\nContent-Length: 0\r\n");
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    @Tag("fault-145")
    void a_range_that_contradicts_the_first_size_is_not_used(String headers) throws Exception {
        byte[] video = video(1);
        for (boolean later : new boolean[] {false, true}) {
            try (RawHttpServer server = new RawHttpServer(call -> {
                if (call.number == 1) {
                    breakOff(call, TAG, video);
                } else if (later && call.number == 2) {
                    call.respond("503 Later", "", "");
                } else if (call.request.contains("Range: ")) {
                    call.send("HTTP/1.1 206 Partial Content\r\n" + TAG + headers + "\r\n");
                    call.send(Arrays.copyOfRange(video, HALF, 30_000));
                    call.hangUp();
                } else {
                    call.respond("200 OK", TAG, video);
                }
            })) {
                if (later) {
                    assertThat(failure(server)).isEqualTo(Reason.HTTP_STATUS);
                }
                assertThat(fetch(server, "task", "")).isEqualTo(SIZE);
                nothingButTheVideo(video);
            }
            Files.delete(target());
        }
    }

    @Test
    @Tag("fault-145")
    void a_truncated_range_is_resumed() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            switch (call.number) {
                case 1 -> breakOff(call, TAG, video);
                case 2 -> {
                    // Without Content-Length only the range shows that the body is truncated.
                    call.send("HTTP/1.1 206 Partial Content\r\n" + TAG + "Content-Range: bytes 20000-49999/*\r\n\r\n");
                    call.send(Arrays.copyOfRange(video, HALF, 30_000));
                    call.hangUp();
                }
                default -> call.respond("206 Partial Content", TAG + range(30_000, SIZE), remainder(video, 30_000));
            }
        })) {
            assertThat(fetch(server, "task", "")).isEqualTo(SIZE);
            nothingButTheVideo(video);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    @Tag("fault-145")
    void a_size_announced_by_a_range_is_checked_later() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            switch (call.number) {
                case 1 -> {
                    call.send("HTTP/1.1 200 OK\r\n" + TAG + "\r\n");
                    call.send(Arrays.copyOf(video, HALF));
                    call.hangUp();
                }
                case 2 -> {
                    call.send("HTTP/1.1 206 Partial Content\r\n" + TAG + range(HALF, SIZE) + "\r\n");
                    call.send(Arrays.copyOfRange(video, HALF, 30_000));
                    call.hangUp();
                }
                case 3 ->
                    call.respond(
                            "206 Partial Content",
                            TAG + range(30_000, 40_000),
                            Arrays.copyOfRange(video, 30_000, 40_000));
                default -> call.respond("200 OK", TAG, video);
            }
        })) {
            assertThat(fetch(server, "task", "")).isEqualTo(SIZE);
            nothingButTheVideo(video);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    @Tag("fault-145")
    void a_complete_part_is_not_resumed() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", TAG, video))) {
            PartFileName name = PartFileName.of("task", server.url() + "/v.mp4");
            // A process that is killed while it publishes leaves the file under both names, or under one.
            Path part = name.pathFor(target(), new EntityValidator("\"one\""), OptionalLong.empty());
            Files.write(part, video);
            Path published = Files.createLink(directory.resolve("published.mp4"), part);
            assertThat(fetch(server, "task", "")).isEqualTo(SIZE);
            assertThat(server.requests()).singleElement().asString().doesNotContain("Range");
            assertThat(published).hasBinaryContent(video);
        }
    }
}
