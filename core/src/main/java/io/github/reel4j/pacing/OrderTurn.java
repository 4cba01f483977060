package io.github.reel4j.pacing;

import io.github.reel4j.model.VideoFailure;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * An order that waits for its turn. Exactly one of {@code go} and {@code refused} is called, once, outside the lane's lock.
 *
 * @param granted the turn is its; called under the lane's lock, before {@code go}
 * @param go the order may be sent now
 * @param refused it will not be sent, and why
 * @param isAwaited whether a thread waits for it; then {@code refused} only wakes that thread
 */
record OrderTurn(Runnable granted, Runnable go, Consumer<VideoFailure> refused, boolean isAwaited) {

    OrderTurn(Runnable go, Consumer<VideoFailure> refused) {
        this(() -> {}, go, refused, false);
    }

    /** One that a thread waits for; it may be that of another call, which is no order. */
    static final class Blocking {

        private final CountDownLatch decided = new CountDownLatch(1);
        private volatile Optional<VideoFailure> refusal = Optional.empty();
        private final OrderTurn turn = new OrderTurn(this::grant, decided::countDown, this::refuse, true);
        private boolean granted;

        OrderTurn turn() {
            return turn;
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

        Optional<VideoFailure> refusal() {
            return refusal;
        }

        private void grant() {
            granted = true;
        }

        private void refuse(VideoFailure failure) {
            refusal = Optional.of(failure);
            decided.countDown();
        }
    }
}
