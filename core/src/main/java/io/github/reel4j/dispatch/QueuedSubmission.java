package io.github.reel4j.dispatch;

import io.github.reel4j.model.VideoFailure;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * An order or another call of the program that waits for a permit of the dispatcher. Exactly one of {@code onPermit}
 * and {@code onRejected} is called, once, outside the dispatcher's lock.
 *
 * @param onAcquired called under the dispatcher's lock when the permit is taken, before {@code onPermit}
 * @param onPermit called when the call may be sent
 * @param onRejected called with the reason when the call will not be sent
 * @param isAwaited whether a thread blocks until the decision; then {@code onRejected} only wakes that thread
 * @param isPartOfOrder whether it is an order, or a call without which an order cannot be sent; it waits as long as an
 *     order
 */
record QueuedSubmission(
        Runnable onAcquired,
        Runnable onPermit,
        Consumer<VideoFailure> onRejected,
        boolean isAwaited,
        boolean isPartOfOrder) {

    QueuedSubmission(Runnable onPermit, Consumer<VideoFailure> onRejected, boolean isPartOfOrder) {
        this(() -> {}, onPermit, onRejected, false, isPartOfOrder);
    }

    /** A submission whose caller blocks until the decision. */
    static final class Blocking {

        private final CountDownLatch decided = new CountDownLatch(1);
        private volatile Optional<VideoFailure> rejection = Optional.empty();
        private final QueuedSubmission submission;
        private boolean granted; // guarded by the dispatcher's lock

        Blocking(boolean isPartOfOrder) {
            this.submission = new QueuedSubmission(this::grant, decided::countDown, this::reject, true, isPartOfOrder);
        }

        QueuedSubmission submission() {
            return submission;
        }

        /**
         * Returns whether the permit was taken, even if the caller is not awake yet. Called under the dispatcher's
         * lock.
         */
        boolean isGranted() {
            return granted;
        }

        boolean isDecided() {
            return decided.getCount() == 0;
        }

        /** Blocks until the permit is granted or the submission is rejected. */
        void await() throws InterruptedException {
            decided.await();
        }

        /** Returns the reason of the rejection; empty if the permit was granted. */
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
