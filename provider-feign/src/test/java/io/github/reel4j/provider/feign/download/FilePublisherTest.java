package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import io.github.reel4j.spi.NonReplacingFileMover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exactly one of several publishers gets a file name, with and without hard links. */
@Timeout(30)
class FilePublisherTest {

    @TempDir
    private Path disk;

    private FileSystem withoutLinks;

    @BeforeEach
    void mount() {
        withoutLinks = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setSupportedFeatures(Feature.SYMBOLIC_LINKS)
                .build());
    }

    @AfterEach
    void unmount() throws IOException {
        withoutLinks.close();
    }

    private Path folder(boolean links) throws IOException {
        return links ? disk : Files.createDirectories(withoutLinks.getPath("/videos"));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("fault-147")
    void of_concurrent_publishers_exactly_one_gets_the_name(boolean links) throws Exception {
        Path folder = folder(links);
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            for (int round = 0; round < 100; round++) {
                Path target = folder.resolve("kitten-" + round + ".mp4");
                CyclicBarrier together = new CyclicBarrier(many);
                List<Future<String>> all = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    String content = "video " + i;
                    Path complete = Files.writeString(folder.resolve(i + ".part"), content);
                    all.add(threads.submit(() -> {
                        together.await();
                        try {
                            NonReplacingFileMover.publish(complete, target);
                            return content;
                        } catch (FileAlreadyExistsException e) {
                            assertThat(complete).hasContent(content);
                            Files.delete(complete);
                            return "";
                        }
                    }));
                }
                List<String> got = new ArrayList<>();
                for (Future<String> each : all) {
                    got.add(each.get());
                }
                got.removeIf(String::isEmpty);
                assertThat(got).hasSize(1);
                assertThat(target).hasContent(got.get(0));
                Files.delete(target);
                assertThat(files(folder)).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("fault-147")
    void an_existing_file_keeps_its_name(boolean links) throws Exception {
        Path folder = folder(links);
        Path complete = Files.writeString(folder.resolve("complete"), "video");
        Files.createFile(folder.resolve("empty"));
        Files.writeString(folder.resolve("file"), "mine");
        Files.createDirectory(folder.resolve("directory"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        for (String name : List.of("empty", "file", "directory", "link")) {
            Path target = folder.resolve(name);
            assertThat(NonReplacingFileMover.isFree(target)).isFalse();
            assertThatThrownBy(() -> NonReplacingFileMover.publish(complete, target))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThat(complete).hasContent("video");
        }
        assertThat(folder.resolve("empty")).isEmptyFile();
        assertThat(folder.resolve("file")).hasContent("mine");
        assertThat(files(folder)).containsExactly("complete", "directory", "empty", "file", "link");
    }

    /** The files that exist when a process dies at each step. */
    private static Path leave(Path folder, Path target, boolean created, Duration ago) throws IOException {
        byte[] name = target.getFileName().toString().getBytes(StandardCharsets.UTF_8);
        Path claim = Files.createDirectory(folder.resolve(".reel4j-" + UUID.nameUUIDFromBytes(name) + ".claim"));
        Files.writeString(claim.resolve("unpublished"), "old");
        FileTime then = FileTime.from(Instant.now().minus(ago));
        if (created) {
            Files.setLastModifiedTime(Files.createFile(target), then);
        }
        Files.setLastModifiedTime(claim, then);
        return claim;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("fault-147")
    void a_claim_of_a_dead_process_is_taken_over(boolean created) throws Exception {
        for (boolean links : new boolean[] {true, false}) {
            Path folder = folder(links);
            Path target = folder.resolve("kitten.mp4");
            leave(folder, target, created, Duration.ofSeconds(90));
            assertThat(NonReplacingFileMover.isFree(target)).isTrue();
            NonReplacingFileMover.publish(Files.writeString(folder.resolve("complete"), "video"), target);
            assertThat(target).hasContent("video");
            if (created || !links) {
                assertThat(files(folder)).containsExactly("kitten.mp4");
            }
        }
    }

    @Test
    @Tag("fault-147")
    void a_claim_of_a_running_publisher_is_not_taken_over() throws Exception {
        Path folder = folder(false);
        Path target = folder.resolve("kitten.mp4");
        Path claim = leave(folder, target, true, Duration.ofSeconds(30));
        Path complete = Files.writeString(folder.resolve("complete"), "video");
        assertThatThrownBy(() -> NonReplacingFileMover.publish(complete, target))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(complete).hasContent("video");
        assertThat(claim.resolve("unpublished")).hasContent("old");
    }

    @Test
    @Tag("fault-147")
    void an_empty_file_newer_than_its_claim_is_kept() throws Exception {
        Path folder = folder(false);
        Path target = folder.resolve("kitten.mp4");
        leave(folder, target, false, Duration.ofHours(1));
        Files.createFile(target);
        Path complete = Files.writeString(folder.resolve("complete"), "video");
        assertThat(NonReplacingFileMover.isFree(target)).isFalse();
        assertThatThrownBy(() -> NonReplacingFileMover.publish(complete, target))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(target).isEmptyFile();
    }
}
