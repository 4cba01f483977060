package io.github.reel4j.provider.feign.http;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Waits, with a limit and ready to be interrupted, for work that knows neither: the resolving of names. */
public final class BackgroundCall {

    private BackgroundCall() {}

    /**
     * Works on a daemon thread of its own, which is left to itself when the wait ends first: nothing ends a lookup of the system's.
     * Whoever completes the future ends all waits for it.
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
        } catch (Throwable e) { // whoever waits is told
            task.completeExceptionally(e);
        }
    }
}
