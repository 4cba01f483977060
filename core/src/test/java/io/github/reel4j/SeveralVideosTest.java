package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.tracking.VideoFiles;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A vendor that returns several videos for one task. */
@Timeout(30)
class SeveralVideosTest {

    private static final Path FILE = Path.of("kitten.mp4");

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final List<OrderEvent> journal = new ArrayList<>();
    private final List<String> fetched = new ArrayList<>();
    private final VideoClient client = TestClients.journaled(
            time,
            event -> {
                journal.add(event);
                return Either.right(event);
            },
            acme);
    private final VideoTask task = client.resume(SampleRequests.task());

    @BeforeEach
    void serve() {
        acme.tracker = ref -> Either.right(succeeded(3));
        acme.downloader = (video, target) -> {
            fetched.add(video.url().getPath());
            return Either.right(target);
        };
    }

    private static GeneratedVideo video(int number) {
        return GeneratedVideo.builder()
                .from(SampleRequests.video())
                .url(URI.create("https://cdn.example.com/" + number))
                .build();
    }

    private static TaskStatus succeeded(int count) {
        return new TaskStatus.Succeeded(GeneratedVideo.builder()
                .from(video(1))
                .others(IntStream.rangeClosed(2, count)
                        .mapToObj(SeveralVideosTest::video)
                        .toList())
                .build());
    }

    private <T> T inTime(Callable<T> call) throws Exception {
        return time.passDuring(call);
    }

    private List<OrderEvent> downloads() {
        return journal.stream()
                .filter(event -> event.toString().contains("kitten"))
                .toList();
    }

    @Test
    void the_first_video_knows_the_others() throws Exception {
        GeneratedVideo first = inTime(task::await);
        assertThat(first.url()).hasPath("/1");
        assertThat(first.others()).containsExactly(video(2), video(3));
        assertThat(first.withOthers()).hasSize(3).startsWith(first);
        assertThat(SampleRequests.video().withOthers()).containsExactly(SampleRequests.video());
        assertThat(first.toString()).doesNotContain("cdn.example.com");
    }

    @Test
    void another_reference_of_the_task_is_that_of_all_videos() throws Exception {
        TaskRef first = SampleRequests.task();
        TaskRef second = new TaskRef(
                first.provider(), first.operation(), first.endpoint(), first.id(), "another", first.submittedAt());
        VideoTask other = client.resume(second);
        inTime(task::await);
        assertThat(inTime(other::await).withOthers())
                .extracting(GeneratedVideo::task)
                .containsOnly(second);
    }

    @Test
    void all_videos_are_downloaded_to_numbered_files() throws Exception {
        assertThat(inTime(() -> task.downloadAll(FILE)))
                .containsExactly(FILE, Path.of("kitten-2.mp4"), Path.of("kitten-3.mp4"));
        assertThat(fetched).containsExactly("/1", "/2", "/3");
        assertThat(downloads()).hasSize(1);
    }

    @Test
    void a_single_video_is_downloaded_to_one_file() throws Exception {
        acme.tracker = ref -> Either.right(succeeded(1));
        assertThat(inTime(() -> task.downloadAll(FILE))).containsExactly(FILE);
        assertThat(inTime(() -> task.download(Path.of("another.mp4")))).isEqualTo(Path.of("another.mp4"));
    }

    @Test
    void a_later_video_gets_its_own_fresh_link() throws Exception {
        acme.downloader = (video, target) -> {
            fetched.add(video.url().getPath());
            return acme.polled == 1 && video.url().getPath().equals("/2")
                    ? Either.left(VideoFailure.of(FailureKind.LINK_EXPIRED, "403"))
                    : Either.right(target);
        };
        assertThat(inTime(() -> task.downloadAll(FILE))).hasSize(3);
        assertThat(fetched).containsExactly("/1", "/2", "/2", "/3");
    }

    @Test
    void a_failure_names_the_complete_files_and_records_nothing() throws Exception {
        acme.downloader = (video, target) -> video.url().getPath().equals("/3")
                ? Either.left(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "the disk is full"))
                : Either.right(target);
        VideoException thrown = inTime(() -> catchThrowableOfType(VideoException.class, () -> task.downloadAll(FILE)));
        assertThat(thrown.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
        assertThat(thrown)
                .hasMessageContaining("the disk is full")
                .hasMessageContaining("Complete: kitten.mp4, kitten-2.mp4");
        assertThat(downloads()).isEmpty();
    }

    @Test
    void a_video_that_the_next_poll_lacks_is_still_an_expired_link() throws Exception {
        acme.tracker = ref -> Either.right(succeeded(acme.polled == 1 ? 3 : 2));
        acme.downloader = (video, target) -> video.url().getPath().equals("/3")
                ? Either.left(VideoFailure.of(FailureKind.LINK_EXPIRED, "403"))
                : Either.right(target);
        VideoException thrown = inTime(() -> catchThrowableOfType(VideoException.class, () -> task.downloadAll(FILE)));
        assertThat(thrown.kind()).isEqualTo(FailureKind.LINK_EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"v.mp4, 1, v.mp4", "v.mp4, 2, v-2.mp4", "a.b.mp4, 3, a.b-3.mp4", "video, 2, video-2", ".mp4, 2, .mp4-2"
    })
    void numbers_come_before_the_extension(String target, int number, String file) {
        assertThat(VideoFiles.numbered(Path.of("folder", target), number)).isEqualTo(Path.of("folder", file));
    }
}
