package io.github.reel4j.port;

/**
 * Carries the context of a caller to the threads that work for it, for example the current span, the logging context or
 * the security context. Implemented by the program, and set with {@code VideoClientBuilder.contextPropagation}. With
 * Micrometer's context propagation library:
 *
 * <pre>{@code
 * ContextSnapshotFactory contexts = ContextSnapshotFactory.builder().build();
 * builder.contextPropagation(() -> {
 *     ContextSnapshot snapshot = contexts.captureAll();
 *     return work -> snapshot.wrap(work).run();
 * });
 * }</pre>
 *
 * <p>Implementations are thread-safe. One that throws, or that does not run the work, affects no order: the client logs
 * it, and runs the work without a context.
 */
@FunctionalInterface
public interface ContextPropagation {

    /**
     * Captures the context of the calling thread. Called by each method of the client that submits or downloads
     * asynchronously, on the thread of its caller, which it delays.
     */
    Snapshot capture();

    /** The context of one call. */
    @FunctionalInterface
    interface Snapshot {

        /**
         * Sets the context on the current thread, runs {@code work} once on this thread, and restores the context that
         * was there before. Called on threads of the client, once for each send of an order or each transfer of a
         * video, so not at all or several times.
         *
         * @param work never throws
         */
        void run(Runnable work);
    }
}
