package io.github.reel4j.provider.feign;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a reply's body up to a cap, and aborts the connection at the first byte beyond it. */
final class ReplyBody implements BodySubscriber<byte[]> {

    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final int maxBytes;
    private final @Nullable UnusableReply refused;
    private @Nullable Subscription subscription;

    /** @param refused why the body is not to be read at all, or null */
    ReplyBody(int maxBytes, @Nullable UnusableReply refused) {
        this.maxBytes = maxBytes;
        this.refused = refused;
    }

    /** What has arrived so far. Safe to call from any thread at any time. */
    byte[] received() {
        synchronized (received) {
            return received.toByteArray();
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (refused != null) {
            abort(refused);
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (whole.isDone()) {
            return;
        }
        synchronized (received) {
            for (ByteBuffer buffer : buffers) {
                byte[] chunk = new byte[Math.min(buffer.remaining(), maxBytes - received.size())];
                buffer.get(chunk);
                received.writeBytes(chunk);
                if (buffer.hasRemaining()) {
                    abort(new UnusableReply("is larger than " + ByteCount.of(maxBytes)));
                    return;
                }
            }
        }
    }

    private void abort(UnusableReply why) {
        whole.completeExceptionally(why);
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        whole.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        whole.complete(received());
    }
}
