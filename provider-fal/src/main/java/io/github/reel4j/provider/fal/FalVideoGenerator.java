package io.github.reel4j.provider.fal;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.VendorClient;
import io.vavr.control.Either;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends orders. The URLs in the response are only compared, because every URL that a call uses can be derived. */
final class FalVideoGenerator implements VideoGenerator {

    private static final Logger LOG = LoggerFactory.getLogger(FalVideoGenerator.class);

    private final VendorClient client;
    private final FalSettings settings;
    private final FalApi api;
    private final AtomicBoolean warned = new AtomicBoolean();

    FalVideoGenerator(VendorClient client, FalSettings settings) {
        this.client = client;
        this.settings = settings;
        this.api = client.api(FalApi.class);
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return client.submit(
                        request,
                        deadline -> api.submit(
                                "/" + request.model().id(),
                                request.callback().map(URI::toString).orElse(null),
                                settings.storeIo().orElse(null),
                                settings.noRetry().orElse(null),
                                settings.mediaLifetime().orElse(null),
                                FalRequestMapper.input(request),
                                deadline))
                .flatMap(response -> client.toTaskRef(request, response.value().requestId(), response)
                        .peek(task -> FalUrlCheck.unexpected(settings.baseUrl(), task, response.value())
                                .ifPresent(this::warn)));
    }

    /**
     * Catches everything, because an exception of a log back end would make the result of an accepted order unknown.
     */
    private void warn(String url) {
        try {
            if (warned.compareAndSet(false, true)) {
                LOG.warn(
                        "fal accepted an order, and its response has an unexpected URL: {}. The URL is not used, and"
                                + " the API key is not sent to it. Polls use the documented path below {}.",
                        client.failures().redact(url),
                        settings.baseUrl());
            }
        } catch (Throwable e) {
            // the order is accepted, with or without a line in the log
        }
    }
}
