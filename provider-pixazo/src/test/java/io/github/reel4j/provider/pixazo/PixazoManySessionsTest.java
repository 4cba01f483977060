package io.github.reel4j.provider.pixazo;

import static io.github.reel4j.model.Money.usd;
import static io.github.reel4j.testkit.simulator.Fault.connectionReset;
import static io.github.reel4j.testkit.simulator.Fault.http;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.testkit.simulator.PixazoSimulator;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.time.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Vendors, times and clients that live side by side in one JVM. */
class PixazoManySessionsTest {

    private static final int SESSIONS = 200;

    @Test
    void two_hundred_sessions_at_a_time_do_not_disturb_each_other() throws Exception {
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

    /** Its task takes as many minutes as its number says, and every third one meets trouble of its own. */
    private static int session(int number) {
        try (VirtualTimeline time = new VirtualTimeline();
                Simulator vendor = PixazoSimulator.builder().clock(time).start();
                VideoClient client = client(vendor, time)) {
            var script = vendor.nextTask().queued(0, MINUTES).running(number % 4, MINUTES);
            if (number % 3 == 0) {
                script.then(http(429)).then(connectionReset());
            }
            var unused = client.submit(PixazoOrders.image().build()).await();
            assertThat(vendor.ledger().orders()).hasSize(1);
            assertThat(vendor.ledger().billed()).isEqualTo(usd("0.75"));
            assertThat(vendor.ledger().refusals()).isEmpty();
            Duration least = Duration.ofMinutes(number % 4);
            assertThat(time.elapsed()).isBetween(least, least.plusMinutes(1));
        }
        return number;
    }

    private static VideoClient client(Simulator vendor, VirtualTimeline time) {
        return VideoClient.builder()
                .timeline(time)
                .providers(vendor.watched(new PixazoProviderFactory()))
                .apiKey("pixazo", "key-of-a-test")
                .set("pixazo.base-url", vendor.baseUrl().toString())
                .build();
    }
}
