package io.github.reel4j.dispatch;

import io.github.reel4j.model.DispatcherStatus;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Holds one {@link RequestDispatcher} for each provider of a client. A provider has one API key, so limits apply per
 * key. The provider's settings {@code requests-per-minute}, {@code max-concurrent-tasks} and
 * {@code max-concurrent-requests} override the limits that it declares, including those of single
 * models and of polls. Thread-safe.
 */
@Singleton
public final class DispatcherRegistry {

    private final Settings settings;
    private final Scheduler scheduler;
    private final Map<ProviderId, RequestDispatcher> dispatchers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Inject
    DispatcherRegistry(Settings settings, Scheduler scheduler) {
        this.settings = settings;
        this.scheduler = scheduler;
    }

    /**
     * Returns the dispatcher of {@code provider}. Creates it on first use.
     *
     * @throws InvalidSettingException if the setting of a limit is invalid
     */
    public RequestDispatcher dispatcherFor(VideoProvider provider) {
        RequestDispatcher dispatcher = dispatchers.computeIfAbsent(
                provider.id(), id -> new RequestDispatcher(id, scheduler, limits(provider)));
        if (closed) {
            dispatcher.close();
        }
        return dispatcher;
    }

    /**
     * Returns the dispatcher for orders of {@code model} from {@code provider}; see {@link RequestDispatcher#forModel}.
     *
     * @throws InvalidSettingException if the setting of a limit is invalid
     */
    public RequestDispatcher dispatcherFor(VideoProvider provider, String model) {
        return dispatcherFor(provider).forModel(model);
    }

    /**
     * Returns the status of each dispatcher that was created, sorted by the id of the provider. Unmodifiable.
     *
     * @param tasks the tasks that have not ended
     */
    public List<DispatcherStatus> statuses(List<TaskRef> tasks) {
        Map<ProviderId, Long> counts =
                tasks.stream().collect(Collectors.groupingBy(TaskRef::provider, Collectors.counting()));
        return dispatchers.entrySet().stream()
                .map(each -> each.getValue()
                        .status(counts.getOrDefault(each.getKey(), 0L).intValue()))
                .sorted(Comparator.comparing(DispatcherStatus::provider))
                .toList();
    }

    /** Closes all dispatchers. Dispatchers that are created later are closed from the start. */
    public void close() {
        closed = true;
        dispatchers.values().forEach(RequestDispatcher::close);
    }

    /**
     * Returns the limits of calls to {@code provider}.
     *
     * @throws InvalidSettingException if the setting of a limit is invalid
     */
    public DispatcherLimits limits(VideoProvider provider) {
        ProviderConfig config = new ProviderConfig(provider.id(), settings, scheduler);
        Optional<Integer> rate = config.integer("requests-per-minute");
        Optional<Integer> tasks = config.integer("max-concurrent-tasks");
        VendorLimits declared = provider.limits();
        return new DispatcherLimits(
                rate.or(declared::requestsPerMinute),
                tasks.or(declared::maxConcurrentTasks),
                config.integer("max-concurrent-requests").orElse(DispatcherLimits.DEFAULT_MAX_CONCURRENT_REQUESTS),
                rate.isPresent() ? Optional.empty() : declared.polls(),
                declared.models().stream()
                        .map(each -> new ModelLimits(
                                each.model(),
                                rate.isPresent() ? Optional.empty() : each.submits(),
                                tasks.isPresent() ? Optional.empty() : each.maxConcurrentTasks(),
                                each.source()))
                        .toList());
    }
}
