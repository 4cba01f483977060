package io.github.reel4j.dispatch;

import io.github.reel4j.model.VideoFailure;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * An order that waits for its turn. Exactly one of {@code go} and {@code refused} is called, once, outside the lane's lock.
 *
 * @param onAcquired the turn is its; called under the lane's lock, before {@code go}
 * @param onPermit the order may be sent now
 * @param onRejected it will not be sent, and why
 * @param isAwaited whether a thread waits for it; then {@code refused} only wakes that thread
 */
record QueuedSubmission(Runnable onAcquired, Runnable onPermit, Consumer<VideoFailure> onRejected, boolean isAwaited) {

    QueuedSubmission(Runnable go, Consumer<VideoFailure> refused) {
        this(() -> {}, go, refused, false);
    }

    /** One that a thread waits for; it may be that of another call, which is no order. */
    static final class Blocking {

        private final CountDownLatch decided = new CountDownLatch(1);
        private volatile Optional<VideoFailure> rejection = Optional.empty();
        private final QueuedSubmission submission =
                new QueuedSubmission(this::grant, decided::countDown, this::reject, true);
        private boolean granted;

        QueuedSubmission submission() {
            return submission;
        }

        /** Whether the turn is its, told or not yet. Under the lane's lock. */
        boolean isGranted() {
            return granted;
        }

        boolean isDecided() {
            return decided.getCount() == 0;
        }

        void await() throws InterruptedException {
            decided.await();
        }

        Optional<VideoFailure> rejection() {
            return rejection;
        }

        private void grant() {
            granted = true;
        }

        private void reject(VideoFailure failure) {
            rejection = Optional.of(failure);
            decided.countDown();
        }
    }
}
