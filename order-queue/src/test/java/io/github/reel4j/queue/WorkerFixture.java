package io.github.reel4j.queue;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.provider.apixo.ApixoProviderFactory;
import io.github.reel4j.provider.pixazo.PixazoProviderFactory;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A queue, simulators of 2 vendors, and workers that order from them. */
final class WorkerFixture implements AutoCloseable {

    /** Long, because a busy machine may be slow; tests do not wait for it. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(90);

    final QueueFixture tables = new QueueFixture();
    final OrderQueue queue = tables.queue;
    final Simulator pixazo;
    final Simulator apixo;
    private final Path folder;
    private final List<Runnable> open = new ArrayList<>();

    WorkerFixture(Path folder) {
        this(folder, Duration.ofMillis(50));
    }

    WorkerFixture(Path folder, Duration running) {
        this.folder = folder;
        pixazo =
                PixazoSimulator.builder().queued(Duration.ZERO).running(running).start();
        apixo = ApixoSimulator.builder().queued(Duration.ZERO).running(running).start();
    }

    static GenerationRequest animate() {
        return AnimateRequest.builder()
                .image("https://media.example/a.png")
                .video("https://media.example/a.mp4")
                .motionLength(Duration.ofSeconds(5))
                .build();
    }

    /** Returns a builder of clients that order from Pixazo; tests may change it. */
    VideoClientBuilder client() {
        return VideoClient.builder()
                .providers(pixazo.observed(new PixazoProviderFactory()), apixo.observed(new ApixoProviderFactory()))
                .provider("pixazo")
                .apiKey("pixazo", "test-key")
                .apiKey("apixo", "test-key")
                .property("pixazo.base-url", pixazo.baseUrl().toString())
                .property("apixo.base-url", apixo.baseUrl().toString())
                .property("pixazo.requests-per-minute", "6000")
                .property("apixo.requests-per-minute", "6000");
    }

    /** Returns a builder of a worker with its own client, which the fixture closes. */
    OrderWorker.Builder worker(VideoClientBuilder builder) {
        VideoClient client = builder.build();
        open.add(client::close);
        return OrderWorker.builder(tables.database, client)
                .threads(4)
                .pollingInterval(Duration.ofMillis(50))
                .pollPolicy(PollPolicy.fixed(Duration.ofMillis(200)))
                .spillFile(folder.resolve("spill-" + open.size() + ".journal"));
    }

    /** Starts a worker, which the fixture closes unless the test does. */
    OrderWorker start(OrderWorker.Builder builder) {
        OrderWorker worker = builder.start();
        open.add(worker::close);
        return worker;
    }

    OrderWorker start() {
        return start(worker(client()));
    }

    /** Waits until the order satisfies {@code condition}. */
    QueuedOrder await(String key, Predicate<QueuedOrder> condition) throws InterruptedException {
        await("order " + key, () -> condition.test(tables.order(key)));
        return tables.order(key);
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + MAX_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(20);
        }
    }

    QueuedOrder enqueue(String key, GenerationRequest request) {
        return queue.enqueue(OrderKey.of(key), request);
    }

    @Override
    public void close() {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).run();
        }
        pixazo.close();
        apixo.close();
        tables.close();
    }
}
