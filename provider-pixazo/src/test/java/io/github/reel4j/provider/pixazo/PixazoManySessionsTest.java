package io.github.reel4j.provider.pixazo;

import static io.github.reel4j.model.Money.usd;
import static io.github.reel4j.testkit.simulator.Fault.connectionReset;
import static io.github.reel4j.testkit.simulator.Fault.http;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Concurrent simulators, schedulers and clients in one JVM. */
class PixazoManySessionsTest {

    private static final int SESSIONS = 200;

    @Test
    void concurrent_sessions_do_not_affect_each_other() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try {
            List<Future<Integer>> sessions = IntStream.range(0, SESSIONS)
                    .mapToObj(number -> pool.submit(() -> session(number)))
                    .toList();
            for (int i = 0; i < SESSIONS; i++) {
                assertThat(sessions.get(i).get()).isEqualTo(i);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Session N takes N minutes; every third one has faults. */
    private static int session(int number) {
        try (VirtualTimeScheduler time = new VirtualTimeScheduler();
                Simulator vendor = PixazoSimulator.builder().clock(time).start();
                VideoClient client = client(vendor, time)) {
            var script = vendor.nextTask().queued(0, MINUTES).running(number % 4, MINUTES);
            if (number % 3 == 0) {
                script.endsWith(http(429)).endsWith(connectionReset());
            }
            var unused = client.submit(PixazoOrders.image().build()).await();
            assertThat(vendor.ledger().orders()).hasSize(1);
            assertThat(vendor.ledger().billed()).isEqualTo(usd("0.75"));
            assertThat(vendor.ledger().rejections()).isEmpty();
            Duration min = Duration.ofMinutes(number % 4);
            assertThat(time.elapsed()).isBetween(min, min.plusMinutes(1));
        }
        return number;
    }

    private static VideoClient client(Simulator vendor, VirtualTimeScheduler time) {
        return VideoClient.builder()
                .scheduler(time)
                .providers(vendor.observed(new PixazoProviderFactory()))
                .apiKey("pixazo", "key-of-a-test")
                .property("pixazo.base-url", vendor.baseUrl().toString())
                .build();
    }
}
