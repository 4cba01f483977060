package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.ClientEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners that block or throw, with real threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // the listener ignores interrupts
class BlockedListenerTest {

    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final BlockingQueue<ClientEvent> received = new LinkedBlockingQueue<>();

    @Test
    @Tag("fault-215")
    @Tag("fault-216")
    void a_listener_that_blocks_or_throws_disturbs_nothing() throws Exception {
        try (VideoClient client = client()) {
            VideoTask task = client.submit(SampleRequests.text("A kitten"));
            assertThat(task.download(Path.of("kitten.mp4"))).isEqualTo(Path.of("kitten.mp4"));
            blocked.await();

            List<ClientEvent> events = new ArrayList<>();
            ClientEvent event;
            do {
                event = Objects.requireNonNull(received.poll(30, TimeUnit.SECONDS), "the next event");
                events.add(event);
            } while (!(event instanceof ClientEvent.DownloadFinished));
            assertThat(EventGrammar.words(events).values()).containsExactly("pwsaPSTDE");
        } finally { // the client is closed while the first listener still blocks
            never.countDown();
        }
    }

    private VideoClient client() {
        return VideoClient.builder()
                .settings(TestClients.KEYS)
                .providers(acme.factory())
                .pollInterval(Duration.ofMillis(1), Duration.ofMillis(1))
                .listener(event -> block())
                .listener(event -> {
                    throw new AssertionError("a listener with a bug");
                })
                .listener(received::add)
                .build();
    }

    /** Ignores interrupts. */
    private void block() {
        blocked.countDown();
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // blocks on
            }
        }
    }
}
