package io.github.reel4j.benchmarks.scale;

import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesis;
import com.alibaba.dashscope.exception.NoApiKeyException;
import io.github.reel4j.benchmarks.DashScope;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Waits for tasks with {@code wait} of the DashScope SDK, on a thread for each task; a virtual thread if Java has them.
 */
final class DashScopeTasks implements ManyTasks {

    private static final String KEY = "sk-0123456789abcdef";
    private static final int CONNECTIONS = 400;
    private static final int WARM_CALLS = 200;

    private final VideoSynthesis videos;
    private final ExecutorService threads = threads();
    private String[] tasks = {};

    DashScopeTasks(String origin) {
        videos = DashScope.videos(origin, CONNECTIONS);
    }

    private static ExecutorService threads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return Executors.newCachedThreadPool();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void warmUp() {
        for (int i = 0; i < WARM_CALLS; i++) {
            threads.execute(() -> {
                try {
                    videos.fetch("19d8e7a6-c652-4a51-9d3e-0c4d1f2a7b60", KEY);
                } catch (NoApiKeyException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        Scale.pause(Duration.ofSeconds(4));
    }

    @Override
    public void prepare(int count) {
        tasks = new String[count];
        for (int i = 0; i < count; i++) {
            tasks[i] = "19d8e7a6-c652-4a51-9d3e-" + String.format("%012d", i);
        }
    }

    @Override
    public void await(int number) {
        String task = tasks[number];
        threads.execute(() -> {
            try {
                videos.wait(task, KEY);
            } catch (NoApiKeyException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public Optional<Punctuality> punctuality() {
        return Optional.empty();
    }
}
