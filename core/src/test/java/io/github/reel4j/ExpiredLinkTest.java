package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Videos whose link has expired by the time that the vendor stated. */
@Timeout(30)
class ExpiredLinkTest {

    private static final Path FILE = Path.of("kitten.mp4");
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final List<ClientEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> fetched = new ArrayList<>();
    private final VideoClient client =
            TestClients.observed(time, TestClients.KEYS, Optional.empty(), Either::right, List.of(events::add), acme);
    private final VideoTask task = client.resume(SampleRequests.task());

    @BeforeEach
    void serve() {
        acme.tracker = ref -> Either.right(linkUntil(time.now().plus(LIFETIME)));
        acme.downloader = (video, target) -> {
            fetched.add(String.valueOf(video.url().getQuery()));
            return Either.right(target);
        };
    }

    private TaskStatus linkUntil(Instant expiresAt) {
        return new TaskStatus.Succeeded(GeneratedVideo.builder()
                .from(SampleRequests.video())
                .url(URI.create("https://cdn.example.com/v.mp4?link=" + acme.polled))
                .expiresAt(expiresAt)
                .build());
    }

    private <T> T inTime(Callable<T> call) throws Exception {
        return time.passDuring(call);
    }

    private List<ClientEvent.LinkExpired> warnings() {
        time.pass(Duration.ofSeconds(1));
        return events.stream()
                .filter(ClientEvent.LinkExpired.class::isInstance)
                .map(ClientEvent.LinkExpired.class::cast)
                .toList();
    }

    @Test
    void a_link_that_is_valid_is_used_without_another_poll() throws Exception {
        inTime(task::await);
        time.pass(LIFETIME.minusSeconds(60));
        assertThat(inTime(() -> task.download(FILE))).isEqualTo(FILE);
        assertThat(fetched).containsExactly("link=1");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void an_expired_link_is_replaced_before_the_download() throws Exception {
        inTime(task::await);
        Instant expiry = time.now().plus(LIFETIME);
        time.pass(LIFETIME.plusSeconds(1));
        assertThat(inTime(() -> task.download(FILE))).isEqualTo(FILE);
        assertThat(fetched).containsExactly("link=2");
        assertThat(warnings()).singleElement().satisfies(event -> {
            assertThat(event.order().task()).contains(SampleRequests.task());
            assertThat(event.expiredAt()).isBetween(expiry.minusSeconds(60), expiry);
        });
    }

    @Test
    void an_asynchronous_download_replaces_it_too() throws Exception {
        inTime(task::await);
        time.pass(LIFETIME.plusSeconds(1));
        CompletableFuture<Path> download = task.downloadAsync(FILE);
        time.pass(Duration.ofMinutes(1));
        assertThat(download).isCompletedWithValue(FILE);
        assertThat(fetched).containsExactly("link=2");
    }

    @Test
    void a_wait_that_ends_after_the_expiry_reports_it() throws Exception {
        acme.tracker = ref -> Either.right(linkUntil(VirtualScheduler.START.minusSeconds(1)));
        GeneratedVideo video = inTime(task::await);
        assertThat(video.expiresAt()).contains(VirtualScheduler.START.minusSeconds(1));
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void a_vendor_whose_links_are_always_old_is_polled_once() throws Exception {
        acme.tracker = ref -> Either.right(linkUntil(VirtualScheduler.START.minusSeconds(1)));
        acme.downloader = (video, target) -> {
            fetched.add(String.valueOf(video.url().getQuery()));
            return Either.left(VideoFailure.of(FailureKind.LINK_EXPIRED, "403"));
        };
        VideoException thrown = inTime(() -> catchThrowableOfType(VideoException.class, () -> task.download(FILE)));
        assertThat(thrown.kind()).isEqualTo(FailureKind.LINK_EXPIRED);
        assertThat(fetched).containsExactly("link=2");
    }

    @Test
    void without_a_fresh_link_the_known_one_is_tried() throws Exception {
        acme.tracker = ref -> acme.polled == 1
                ? Either.right(linkUntil(VirtualScheduler.START.minusSeconds(1)))
                : Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "503"));
        assertThat(inTime(() -> task.download(FILE))).isEqualTo(FILE);
        CompletableFuture<Path> download = task.downloadAsync(FILE);
        time.pass(Duration.ofMinutes(5));
        assertThat(download).isCompletedWithValue(FILE);
        assertThat(fetched).containsExactly("link=1", "link=1");
    }

    @Test
    void closing_the_client_ends_the_wait_for_a_fresh_link() throws Exception {
        inTime(task::await);
        time.pass(LIFETIME.plusSeconds(1));
        acme.tracker = ref -> Either.right(new TaskStatus.Running(Optional.empty()));
        CompletableFuture<Path> download = task.downloadAsync(FILE);
        time.pass(Duration.ofSeconds(30));
        client.close();
        assertThat(download).isCompletedExceptionally();
        assertThat(fetched).isEmpty();
    }
}
