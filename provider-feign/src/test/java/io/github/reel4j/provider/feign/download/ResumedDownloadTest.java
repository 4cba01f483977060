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

/** What becomes of a download that broke off: it goes on where it broke, or begins anew, and never mixes two files. */
@Timeout(20)
class ResumedDownloadTest {

    private static final String TAG = "ETag: \"one\"\r\n";
    private static final int SIZE = 50_000;
    private static final int HALF = 20_000;

    @TempDir
    private Path directory;

    private final AnonymousTransfer fetch = new AnonymousTransfer(
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

    /** Announces the whole and sends half. */
    private static void breakOff(RawHttpServer.Call call, String headers, byte[] video) throws IOException {
        call.send("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + SIZE + "\r\n\r\n");
        call.send(Arrays.copyOf(video, HALF));
        call.hangUp();
    }

    private Path target() {
        return directory.resolve("kitten.mp4");
    }

    private long fetch(RawHttpServer server, String task, String query) throws DownloadException {
        return fetch.run(new DownloadRequest(
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
    void what_broke_off_goes_on_at_once_from_where_it_broke() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            if (call.number == 1) {
                breakOff(call, TAG, video);
            } else {
                call.reply("206 Partial Content", TAG + range(HALF, SIZE), remainder(video, HALF));
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
    void a_later_download_goes_on_with_what_an_earlier_one_left_even_by_a_fresh_link() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            switch (call.number) {
                case 1 -> breakOff(call, TAG, video);
                case 2 -> call.reply("503 Later", "", "");
                default -> call.reply("206 Partial Content", TAG + range(HALF, SIZE), remainder(video, HALF));
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
    void anything_but_the_rest_of_the_same_file_begins_anew_and_never_mixes_parts(String response) throws Exception {
        String status = response.substring(0, response.indexOf('|'));
        String headers = response.substring(response.indexOf('|') + 1);
        byte[] old = video(1);
        byte[] other = video(2);
        try (RawHttpServer server = new RawHttpServer(call -> {
            switch (call.number) {
                case 1 -> breakOff(call, TAG, old);
                case 2 -> call.reply(status, headers, status.startsWith("200") ? other : remainder(other, HALF));
                default -> call.reply("200 OK", "", other);
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
    void what_does_not_prove_its_version_is_not_kept(String headers) throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> breakOff(call, headers, video(1)))) {
            assertThat(failure(server)).isEqualTo(Reason.CONNECTION_LOST);
            assertThat(files()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_date_of_change_long_ago_proves_the_version_too() throws Exception {
        byte[] video = video(1);
        String dates = "Last-Modified: Fri, 20 Nov 2026 08:00:00 GMT\r\nDate: Fri, 20 Nov 2026 08:10:00 GMT\r\n";
        try (RawHttpServer server = new RawHttpServer(call -> {
            if (call.number == 1) {
                breakOff(call, dates, video);
            } else {
                call.reply("206 Partial Content", dates + range(HALF, SIZE), remainder(video, HALF));
            }
        })) {
            fetch(server, "task", "");
            nothingButTheVideo(video);
            assertThat(server.requests().get(1)).contains("If-Range: Fri, 20 Nov 2026 08:00:00 GMT\r\n");
        }
    }

    @Test
    @Tag("fault-102")
    void the_part_of_another_task_is_left_alone() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            switch (call.number) {
                case 1 -> breakOff(call, TAG, video);
                case 2 -> call.reply("403 Gone", "", "");
                default -> call.reply("200 OK", TAG, video(2));
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
        try (RawHttpServer server = new RawHttpServer(call -> call.reply("200 OK", TAG, video))) {
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
        try (RawHttpServer server = new RawHttpServer(call -> call.reply("200 OK", TAG, video))) {
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
    void a_host_that_breaks_off_every_time_is_given_up_and_what_came_is_kept() throws Exception {
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
    void a_host_that_brings_nothing_more_is_not_asked_again() throws Exception {
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

    /** What a host says of the rest after it announced 50000 bytes and sent 20000: none of it goes on with that. */
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
    void a_rest_that_contradicts_the_first_size_is_never_joined(String headers) throws Exception {
        byte[] video = video(1);
        for (boolean later : new boolean[] {false, true}) {
            try (RawHttpServer server = new RawHttpServer(call -> {
                if (call.number == 1) {
                    breakOff(call, TAG, video);
                } else if (later && call.number == 2) {
                    call.reply("503 Later", "", "");
                } else if (call.request.contains("Range: ")) {
                    call.send("HTTP/1.1 206 Partial Content\r\n" + TAG + headers + "\r\n");
                    call.send(Arrays.copyOfRange(video, HALF, 30_000));
                    call.hangUp();
                } else {
                    call.reply("200 OK", TAG, video);
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
    void a_rest_that_ends_before_its_own_range_does_is_gone_on_with() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            switch (call.number) {
                case 1 -> breakOff(call, TAG, video);
                case 2 -> {
                    // No Content-Length: only the range tells that the connection ends too early.
                    call.send("HTTP/1.1 206 Partial Content\r\n" + TAG + "Content-Range: bytes 20000-49999/*\r\n\r\n");
                    call.send(Arrays.copyOfRange(video, HALF, 30_000));
                    call.hangUp();
                }
                default -> call.reply("206 Partial Content", TAG + range(30_000, SIZE), remainder(video, 30_000));
            }
        })) {
            assertThat(fetch(server, "task", "")).isEqualTo(SIZE);
            nothingButTheVideo(video);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    @Tag("fault-145")
    void a_size_first_told_by_a_rest_binds_the_next_rest() throws Exception {
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
                    call.reply(
                            "206 Partial Content",
                            TAG + range(30_000, 40_000),
                            Arrays.copyOfRange(video, 30_000, 40_000));
                default -> call.reply("200 OK", TAG, video);
            }
        })) {
            assertThat(fetch(server, "task", "")).isEqualTo(SIZE);
            nothingButTheVideo(video);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    @Tag("fault-145")
    void a_part_that_is_whole_already_is_not_gone_on_with() throws Exception {
        byte[] video = video(1);
        try (RawHttpServer server = new RawHttpServer(call -> call.reply("200 OK", TAG, video))) {
            PartFileName name = PartFileName.of("task", server.url() + "/v.mp4");
            // As a process leaves it that is killed while it publishes: under both names, or under one.
            Path part = name.pathFor(target(), new EntityValidator("\"one\""), OptionalLong.empty());
            Files.write(part, video);
            Path published = Files.createLink(directory.resolve("published.mp4"), part);
            assertThat(fetch(server, "task", "")).isEqualTo(SIZE);
            assertThat(server.requests()).singleElement().asString().doesNotContain("Range");
            assertThat(published).hasBinaryContent(video);
        }
    }
}
