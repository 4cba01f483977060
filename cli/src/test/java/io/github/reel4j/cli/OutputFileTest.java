package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutputFileTest {

    private static final int MANY = 16;

    @TempDir
    Path folder;

    private final AcmeVendor vendor = new AcmeVendor(0);

    @AfterEach
    void stop() {
        vendor.close();
    }

    /** A way to give a file a name. */
    private interface Naming {
        Path name(Path file) throws IOException;
    }

    private void assertEachHasItsOwn(Naming naming) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        CyclicBarrier together = new CyclicBarrier(MANY);
        List<Future<Path>> names = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Path video = Files.writeString(folder.resolve("part" + i), "video " + i);
            names.add(threads.submit(() -> {
                together.await();
                return naming.name(video);
            }));
        }
        Set<String> contents = new TreeSet<>();
        for (int i = 0; i < MANY; i++) {
            assertThat(names.get(i).get()).hasContent("video " + i);
            contents.add(names.get(i).get().toString());
        }
        threads.shutdown();
        assertThat(contents).hasSize(MANY);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(MANY);
        }
    }

    @Test
    @Tag("fault-163")
    void videos_that_end_together_get_a_name_each() throws Exception {
        assertEachHasItsOwn(video -> UniqueFileName.claim(video, folder.resolve("kitten.mp4")));
    }

    @Test
    @Tag("fault-163")
    void without_links_they_get_a_name_each_as_well() throws Exception {
        assertEachHasItsOwn(video -> {
            for (int number = 1; ; number++) {
                Path name = UniqueFileName.numbered(folder.resolve("kitten.mp4"), number);
                try {
                    UniqueFileName.moveWithoutLinks(video, name);
                    return name;
                } catch (FileAlreadyExistsException e) {
                    // the next one
                }
            }
        });
    }

    @Test
    @Tag("fault-163")
    void several_runs_with_one_name_keep_all_their_videos() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<ReelRun>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(threads.submit(() -> ReelRun.acme(vendor)
                    .reel("text", "a kitten", "-o", folder.resolve("kitten.mp4").toString())));
        }
        Set<String> names = new TreeSet<>();
        for (Future<ReelRun> run : runs) {
            assertThat(run.get().code()).as(run.get().err()).isZero();
            names.add(run.get().out().strip());
        }
        threads.shutdown();
        assertThat(names)
                .hasSize(4)
                .allSatisfy(name -> assertThat(Path.of(name)).hasBinaryContent(AcmeVendor.VIDEO));
    }

    @Test
    void a_numbered_name_is_no_longer_than_names_can_be() {
        Path max = folder.resolve("\u732b".repeat(83) + ".mp4");

        String name = UniqueFileName.numbered(max, 12).getFileName().toString();

        assertThat(name).endsWith("-12.mp4");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
        assertThat(UniqueFileName.numbered(Path.of(".hidden"), 2)).isEqualTo(Path.of(".hidden-2"));
        assertThat(UniqueFileName.numbered(Path.of("a.b.mp4"), 2)).isEqualTo(Path.of("a.b-2.mp4"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("fault-169")
    void a_folder_is_tried_out_by_writing() {
        assertThatThrownBy(() -> OutputFile.of(Optional.of(Path.of("/proc/x.mp4")), OutputFile.NOTHING_ORDERED))
                .hasMessageContaining("/proc cannot be written to")
                .hasMessageContaining("nothing was billed");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("fault-169")
    void a_resume_finds_the_place_unusable_before_it_asks_anybody() {
        String task =
                ReelRun.acme(vendor).reel("text", "a kitten", "--no-wait").out().strip();
        int asked = vendor.keys().size();
        ReelRun one = ReelRun.acme(vendor).reel("resume", task, "-o", "/proc/x.mp4");
        ReelRun all = ReelRun.acme(vendor).reel("resume", "--all", "-o", "/proc");
        ReelRun missing = ReelRun.acme(vendor)
                .reel("resume", "--all", "-o", folder.resolve("gone").toString());

        assertThat(List.of(one.code(), all.code(), missing.code())).containsOnly(2);
        assertThat(one.err())
                .contains("cannot be written to", "reel resume " + task)
                .doesNotContain("not billed");
        assertThat(vendor.keys()).hasSize(asked);
    }

    @Test
    void trying_a_place_out_leaves_nothing_there() throws IOException {
        OutputFile.in(Optional.of(folder));

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_folder_may_hold_a_folder_of_any_name() throws IOException {
        Files.createDirectory(folder.resolve("video.mp4"));

        assertThat(OutputFile.in(Optional.of(folder)).partial()).hasParentRaw(folder);
    }
}
