package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.port.ContextPropagation;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ContextPropagationTest {

    private static final ThreadLocal<String> CONTEXT = ThreadLocal.withInitial(() -> "none");
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());

    @TempDir
    private Path folder;

    private ContextPropagationTest() {
        acme.generator = request -> {
            seen.add(CONTEXT.get());
            return Either.right(acme.ordered());
        };
        acme.downloader = (video, target) -> {
            seen.add(CONTEXT.get());
            return Either.right(target);
        };
    }

    private VideoClient client(ContextPropagation propagation) {
        return VideoClient.builder()
                .settings(TestClients.KEYS)
                .providers(acme.factory())
                .journal(FileJournal.at(folder.resolve("orders.journal")))
                .pollInterval(Duration.ofMillis(1), Duration.ofMillis(1))
                .contextPropagation(propagation)
                .build();
    }

    private ContextPropagation.Snapshot captured() {
        String captured = CONTEXT.get();
        return work -> {
            String before = CONTEXT.get();
            CONTEXT.set(captured);
            try {
                work.run();
            } finally {
                CONTEXT.set(before);
            }
        };
    }

    @Test
    void asynchronous_orders_are_sent_in_the_callers_context() throws Exception {
        try (VideoClient client = client(this::captured)) {
            CONTEXT.set("web request");
            List<CompletableFuture<VideoTask>> orders = new ArrayList<>();
            orders.add(client.submitAsync(SampleRequests.text("a")));
            orders.addAll(client.submitAll(List.of(SampleRequests.text("b"), SampleRequests.text("c"))));
            orders.add(client.submitAsync(SampleRequests.text("d"), OrderKey.of("invoice-1")));
            CONTEXT.set("another request");
            for (CompletableFuture<VideoTask> each : orders) {
                assertThat(each.get(20, TimeUnit.SECONDS)).isNotNull();
            }
        }
        assertThat(seen).hasSize(4).containsOnly("web request");
    }

    @Test
    void an_asynchronous_download_runs_in_the_callers_context() throws Exception {
        try (VideoClient client = client(this::captured)) {
            VideoTask task = client.submit(SampleRequests.text("a"));
            CONTEXT.set("web request");
            assertThat(task.downloadAsync(folder.resolve("a.mp4")).get(20, TimeUnit.SECONDS))
                    .isNotNull();
        }
        assertThat(seen).containsExactly("none", "web request");
    }

    @Test
    void a_copied_client_keeps_the_propagation() throws Exception {
        try (VideoClient first = client(this::captured);
                VideoClient copy = first.toBuilder().build()) {
            CONTEXT.set("web request");
            assertThat(copy.submitAsync(SampleRequests.text("a")).get(20, TimeUnit.SECONDS))
                    .isNotNull();
        }
        assertThat(seen).containsExactly("web request");
    }

    enum Broken {
        CAPTURE_THROWS,
        RUNS_NOTHING,
        RUNS_TWICE,
        THROWS_BEFORE,
        THROWS_AFTER,
        ANOTHER_THREAD;

        ContextPropagation propagation() {
            return this == CAPTURE_THROWS
                    ? () -> {
                        throw new AssertionError("broken");
                    }
                    : () -> this::run;
        }

        private void run(Runnable work) {
            switch (this) {
                case RUNS_TWICE -> {
                    work.run();
                    work.run();
                }
                case THROWS_BEFORE -> throw new IllegalStateException("broken");
                case THROWS_AFTER -> {
                    work.run();
                    throw new StackOverflowError("broken");
                }
                case ANOTHER_THREAD -> new Thread(work).start();
                default -> {} // runs nothing
            }
        }
    }

    @AfterEach
    void forgetContext() {
        CONTEXT.remove();
    }

    @ParameterizedTest
    @EnumSource
    void a_broken_propagation_sends_the_order_exactly_once(Broken broken) throws Exception {
        try (VideoClient client = client(broken.propagation())) {
            VideoTask task = client.submitAsync(SampleRequests.text("a")).get(20, TimeUnit.SECONDS);
            assertThat(task.ref()).isEqualTo(SampleRequests.task());
            assertThat(task.downloadAsync(folder.resolve("a.mp4")).get(20, TimeUnit.SECONDS))
                    .isNotNull();
        }
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void a_blocking_submit_stays_on_the_callers_thread() {
        try (VideoClient client = TestClients.of(new VirtualScheduler(), TestClients.KEYS, Optional.empty(), acme)) {
            CONTEXT.set("web request");
            client.submit(SampleRequests.text("a"));
        }
        assertThat(seen).containsExactly("web request");
    }
}
