package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that becomes full during a download: it is reported, no file is left, and the video can be downloaded to
 * another disk.
 */
@Timeout(20)
class FullDiskTest {

    private static byte[] video(int size) {
        return SampleVideos.mp4(size, 1);
    }

    private static long fetch(RawHttpServer server, Path target) throws DownloadException {
        return new AnonymousDownloader(new AddressGuard(true), DownloadLimits.DEFAULT)
                .transfer(
                        new DownloadRequest("task", server.url() + "/v", new TargetFile(target), OptionalLong.empty()));
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @Tag("fault-101")
    @ValueSource(strings = {"", "ETag: \"one\"\r\n"})
    void a_disk_that_becomes_full_is_reported_and_freed(String headers) throws Exception {
        Configuration small =
                Configuration.unix().toBuilder().setMaxSize(200_000).build();
        try (FileSystem disk = Jimfs.newFileSystem(small);
                FileSystem other = Jimfs.newFileSystem(Configuration.unix());
                RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", headers, video(500_000)))) {
            Path folder = Files.createDirectory(disk.getPath("/videos"));
            DownloadException failure =
                    catchThrowableOfType(DownloadException.class, () -> fetch(server, folder.resolve("kitten.mp4")));
            assertThat(failure.reason()).isEqualTo(Reason.NO_SPACE);
            assertThat(failure).hasMessage("there is no space left for /videos/kitten.mp4");
            assertThat(files(folder)).isEmpty();

            Path elsewhere = Files.createDirectory(other.getPath("/videos")).resolve("kitten.mp4");
            assertThat(fetch(server, elsewhere)).isEqualTo(500_000);
            assertThat(Files.size(elsewhere)).isEqualTo(500_000);
        }
    }

    @Test
    @Tag("fault-101")
    void a_directory_named_space_is_not_a_full_disk() {
        TargetFile target = new TargetFile(Path.of("/space/kitten.mp4"));
        assertThat(target.failed(new AccessDeniedException("/space/x.part")).reason())
                .isEqualTo(Reason.IO);
    }
}
