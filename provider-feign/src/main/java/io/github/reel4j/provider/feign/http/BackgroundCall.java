package io.github.reel4j.provider.feign.http;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Runs a blocking call that supports neither timeouts nor interrupts, such as a DNS lookup, on a daemon thread. */
public final class BackgroundCall {

    private BackgroundCall() {}

    /**
     * Starts the work on a new daemon thread. The thread cannot be stopped, so it outlives a wait that ends first.
     * Completing the future from outside ends all waits for it.
     */
    public static <T> CompletableFuture<T> start(Callable<T> work) {
        CompletableFuture<T> task = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(task, work), "reel4j-resolve");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> void complete(CompletableFuture<T> task, Callable<T> work) {
        try {
            task.complete(work.call());
        } catch (Throwable e) { // reported to the waiting threads
            task.completeExceptionally(e);
        }
    }
}
