package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.reel4j.ForeignCode.Dependent;
import io.github.reel4j.ForeignCode.Listener;
import io.github.reel4j.ForeignCode.RecoveryListener;
import io.github.reel4j.ForeignCode.Subscriber;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.ClientListener;
import io.github.reel4j.port.ContextPropagation;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.spi.VideoProviderFactory;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs one client with foreign code in real time, and checks that no order is lost. */
final class ForeignCodeRun {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ForeignCode code;
    private final ForeignVendor vendor;
    private final List<OrderEvent> written = new CopyOnWriteArrayList<>();
    private final List<TaskRef> known = new CopyOnWriteArrayList<>();

    ForeignCodeRun(ForeignCode code) {
        this.code = code;
        this.vendor = new ForeignVendor(code);
    }

    private VideoClient client() {
        OrderJournal journal = entry -> {
            written.add(entry);
            return Either.right(entry);
        };
        VideoProviderFactory factory = code.foreign(VideoProviderFactory.class, vendor.factory());
        return VideoClient.builder()
                .settings(TestClients.KEYS
                        .with("acme.max-concurrent-requests", "1")
                        .with("acme.max-concurrent-tasks", "8"))
                .providers(factory)
                .callbackUrl(URI.create("http://127.0.0.1:8123/hooks"))
                .pollPolicy(code.foreign(PollPolicy.class, PollPolicy.fixed(Duration.ofMillis(2))))
                .journal(code.foreign(OrderJournal.class, journal))
                .listener(code.foreign(ClientListener.class, event -> {}))
                .contextPropagation(code.foreign(ContextPropagation.class, () -> Runnable::run))
                .journalTimeout(SHORT)
                .waitTimeout(SHORT)
                .build();
    }

    void check() throws Exception {
        Optional<VideoClient> built = built();
        if (built.isEmpty()) {
            assertThat(vendor.accepted()).isEmpty();
            return;
        }
        VideoClient client = built.get();
        try {
            useWhileItMisbehaves(client);
            code.recover();
            VideoTask after = within(LONG, () -> again(client));
            assertThat(within(LONG, () -> after.await(LONG)).task()).isEqualTo(after.ref());
        } finally {
            code.recover();
            within(LONG, () -> {
                client.close();
                return true;
            });
        }
    }

    /** Builds the client; a client that cannot be built has ordered nothing, and a blocked build continues later. */
    private Optional<VideoClient> built() throws Exception {
        FutureTask<VideoClient> making = started(this::client);
        try {
            return Optional.of(
                    code.blocksOrders()
                            ? making.get(500, TimeUnit.MILLISECONDS)
                            : making.get(LONG.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            code.recover();
            return Optional.of(making.get(LONG.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | RuntimeException e) { // the exception's own methods may throw
            return Optional.empty();
        }
    }

    private void useWhileItMisbehaves(VideoClient client) throws Exception {
        client.callbacks().onRecovered(code.foreign(RecoveryListener.class, order -> {}));
        FutureTask<Boolean> use = started(() -> {
            use(client);
            return true;
        });
        try {
            use.get(code.blocksOrders() ? 500 : LONG.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (!code.blocksOrders()) {
                fail("somebody waits for code that blocks: " + code, e);
            }
            code.recover();
            use.get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
        allAccountedFor();
    }

    private void use(VideoClient client) throws Exception {
        try {
            use(client, client.submit(SampleRequests.text("A kitten")));
        } catch (VideoException e) {
            e.task().ifPresent(known::add);
        }
        List<CompletableFuture<VideoTask>> orders = client.submitAll(List.of(SampleRequests.text("A cat")));
        for (CompletableFuture<VideoTask> order : orders) {
            depend(order);
            try {
                use(client, order.get(LONG.toSeconds(), TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                assertThat(e).cause().isInstanceOf(VideoException.class);
                if (e.getCause() instanceof VideoException failed) {
                    failed.task().ifPresent(known::add);
                }
            }
        }
    }

    /** Uses every method of a paid task; ends its wait early, because a misbehaving vendor reports no end. */
    private void use(VideoClient client, VideoTask task) throws Exception {
        known.add(task.ref());
        task.onProgress(code.foreign(Listener.class, progress -> {}));
        subscribe(task);
        depend(task.toFuture());
        failing(() -> task.await(SHORT));
        failing(() -> task.download(Path.of("kitten.mp4")));
        failing(() -> client.status(task.ref()));
        failing(() -> client.cancel(task.ref()));
        vendor.lastCallback()
                .ifPresent(path -> assertThat(client.callbacks().receive(path, Map.of(), new byte[1]))
                        .isNotNull());
    }

    /** Adds a dependent on its own thread, because the JDK runs a dependent of a completed future on that thread. */
    private void depend(CompletableFuture<?> future) throws Exception {
        FutureTask<Boolean> adding = started(() -> {
            try {
                var unused = future.thenAccept(code.foreign(Dependent.class, each -> {}));
            } catch (IllegalStateException e) { // the JDK lets it escape from a dependent of a completed future
                assertThat(future).isDone();
            }
            return true;
        });
        try {
            assertThat(adding.get(code.blocks() ? SHORT.toMillis() : LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } catch (TimeoutException e) {
            assertThat(future).isDone();
        }
    }

    /** Subscribes on its own thread, because {@code onSubscribe} may block. */
    private void subscribe(VideoTask task) throws Exception {
        FutureTask<Boolean> subscribing = started(() -> {
            task.progress().subscribe(code.foreign(Subscriber.class, new Unlimited()));
            return true;
        });
        if (!code.blocks()) {
            assertThat(subscribing.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private void failing(Callable<?> call) {
        try {
            call.call();
        } catch (VideoException e) {
            e.task().ifPresent(known::add);
        } catch (Exception e) {
            fail("only a VideoException may be thrown", e);
        }
    }

    /** Checks that the program or the journal knows every task that the vendor accepted. */
    private void allAccountedFor() {
        List<TaskRef> journaled = written.stream()
                .filter(OrderEvent.Submitted.class::isInstance)
                .map(entry -> ((OrderEvent.Submitted) entry).outcome())
                .filter(SubmitOutcome.Accepted.class::isInstance)
                .map(outcome -> ((SubmitOutcome.Accepted) outcome).task())
                .toList();
        for (TaskRef task : vendor.accepted()) {
            assertThat(known.contains(task) || journaled.contains(task))
                    .describedAs("known %s, journaled %s, accepted %s", known, journaled, task)
                    .isTrue();
        }
    }

    private VideoTask again(VideoClient client) {
        while (true) {
            try {
                return client.submit(SampleRequests.text("A kitten"));
            } catch (VideoException e) { // a call that was blocked may still be running
                assertThat(e.kind().name()).isEqualTo("JOURNAL_FAILED");
            }
        }
    }

    private static <T> FutureTask<T> started(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "program");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> T within(Duration time, Callable<T> call) throws Exception {
        return started(call).get(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Requests all items. */
    private static final class Unlimited implements Subscriber {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(@Nullable Progress progress) {}

        @Override
        public void onError(Throwable problem) {}

        @Override
        public void onComplete() {}
    }
}
