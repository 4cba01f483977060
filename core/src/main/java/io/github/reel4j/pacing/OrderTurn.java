package io.github.reel4j.pacing;

import io.github.reel4j.model.VideoFailure;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * An order that waits for its turn. Exactly one of the two is called, once.
 *
 * @param go the order may be sent now
 * @param refused it will not be sent, and why
 */
record OrderTurn(Runnable go, Consumer<VideoFailure> refused) {

    /** One that a thread waits for. */
    static final class Blocking {

        private final CountDownLatch decided = new CountDownLatch(1);
        private volatile Optional<VideoFailure> refusal = Optional.empty();
        private final OrderTurn turn = new OrderTurn(decided::countDown, this::refuse);

        OrderTurn turn() {
            return turn;
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

        private void refuse(VideoFailure failure) {
            refusal = Optional.of(failure);
            decided.countDown();
        }
    }
}
