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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class OutputFileTest extends AcmeTest {

    private static final int MANY = 16;

    private interface Naming {
        Path name(Path file) throws IOException;
    }

    private void assertNamesDiffer(Naming naming) throws Exception {
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
    void concurrent_videos_get_different_names() throws Exception {
        assertNamesDiffer(video -> UniqueFileRenamer.claim(video, folder.resolve("kitten.mp4")));
    }

    @Test
    @Tag("fault-163")
    void concurrent_videos_get_different_names_without_links() throws Exception {
        assertNamesDiffer(video -> {
            for (int number = 1; ; number++) {
                Path name = UniqueFileRenamer.numbered(folder.resolve("kitten.mp4"), number);
                try {
                    UniqueFileRenamer.moveWithoutLinks(video, name);
                    return name;
                } catch (FileAlreadyExistsException e) {
                    // try the next number
                }
            }
        });
    }

    @Test
    @Tag("fault-163")
    void concurrent_runs_with_one_name_keep_all_videos() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<ReelRun>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(threads.submit(() -> reel("text", "a kitten", "-o", video())));
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
    void a_numbered_name_respects_the_maximum_length() {
        Path max = folder.resolve("\u732b".repeat(83) + ".mp4");

        String name = UniqueFileRenamer.numbered(max, 12).getFileName().toString();

        assertThat(name).endsWith("-12.mp4");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
        assertThat(UniqueFileRenamer.numbered(Path.of(".hidden"), 2)).isEqualTo(Path.of(".hidden-2"));
        assertThat(UniqueFileRenamer.numbered(Path.of("a.b.mp4"), 2)).isEqualTo(Path.of("a.b-2.mp4"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("fault-169")
    void a_folder_is_probed_by_writing() {
        assertThatThrownBy(() -> OutputFile.of(Optional.of(Path.of("/proc/x.mp4")), OutputFile.NOTHING_ORDERED))
                .hasMessageContaining("/proc cannot be written to")
                .hasMessageContaining("nothing was billed");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("fault-169")
    void resume_checks_the_output_before_it_polls() {
        String task = submit("a kitten");
        int requests = vendor.keys().size();
        ReelRun one = reel("resume", task, "-o", "/proc/x.mp4");
        ReelRun all = reel("resume", "--all", "-o", "/proc");
        ReelRun missing = reel("resume", "--all", "-o", folder.resolve("gone").toString());

        assertThat(List.of(one.code(), all.code(), missing.code())).containsOnly(2);
        assertThat(one.err())
                .contains("cannot be written to", "reel resume " + task)
                .doesNotContain("not billed");
        assertThat(vendor.keys()).hasSize(requests);
    }

    @Test
    void a_probe_leaves_no_file() throws IOException {
        OutputFile.in(Optional.of(folder));

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_folder_may_contain_a_folder_named_like_a_video() throws IOException {
        Files.createDirectory(folder.resolve("video.mp4"));

        assertThat(OutputFile.in(Optional.of(folder)).partial()).hasParentRaw(folder);
    }
}
