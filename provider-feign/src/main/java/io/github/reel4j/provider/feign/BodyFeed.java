package io.github.reel4j.provider.feign;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands a response body over piece by piece to a thread that can wait with a limit and be interrupted, which the JDK's input
 * stream does not offer. Asks for the next piece only when one is taken, so a fast server fills no memory.
 */
final class BodyFeed implements BodySubscriber<BodyFeed>, AutoCloseable {

    /** A piece, the end (no buffers, no failure), or a failure. */
    private record Event(List<ByteBuffer> buffers, @Nullable Throwable failure) {}

    /** Takes the place of a subscription once this feed is closed. */
    private static final Subscription CLOSED = new Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();

    /**
     * The next piece; empty at the end of the body.
     *
     * @throws TimeoutException if nothing arrives for so long
     * @throws IOException if the body breaks off
     */
    Optional<List<ByteBuffer>> next(Duration silence) throws IOException, InterruptedException, TimeoutException {
        Event event = events.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
        if (event == null) {
            throw new TimeoutException();
        }
        if (event.failure() != null) {
            throw new IOException("the body broke off", event.failure());
        }
        if (event.buffers().isEmpty()) {
            return Optional.empty();
        }
        requestOne();
        return Optional.of(event.buffers());
    }

    private void requestOne() {
        Subscription running = subscription.get();
        if (running != null) {
            running.request(1);
        }
    }

    /** Stops the transfer; the connection is closed unless the body was read to its end. */
    @Override
    public void close() {
        Subscription running = subscription.getAndSet(CLOSED);
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public CompletionStage<BodyFeed> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        if (subscription.compareAndSet(null, given)) {
            given.request(1);
        } else {
            given.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (buffers.isEmpty()) {
            requestOne();
        } else {
            events.add(new Event(buffers, null));
        }
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(List.of(), failure));
    }

    @Override
    public void onComplete() {
        events.add(new Event(List.of(), null));
    }
}
