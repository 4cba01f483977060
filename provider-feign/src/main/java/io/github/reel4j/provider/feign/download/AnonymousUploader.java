package io.github.reel4j.provider.feign.download;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.CallDeadline;
import io.github.reel4j.provider.feign.http.ConnectionOptions;
import io.vavr.Lazy;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends files to URLs that a vendor's responses name, for example to a storage host. The URLs are checked like those of
 * downloads, by an {@link AddressGuard}. It holds no key, so it cannot send one. Thread-safe.
 */
public final class AnonymousUploader implements AutoCloseable {

    private final Lazy<DownloadClient> client;

    /**
     * Creates an uploader, which opens no connection before its first call.
     *
     * @param allowLocal whether loopback addresses are allowed, also over plain http; only for a vendor on this machine
     * @param dns who resolves names behind a proxy
     */
    public AnonymousUploader(boolean allowLocal, DownloadDnsMode dns, ConnectionOptions options) {
        client = Lazy.of(() -> new DownloadClient(new AddressGuard(allowLocal), DownloadLimits.DEFAULT, dns, options));
    }

    /**
     * Sends a request once and returns the HTTP status of the response. Redirects are not followed.
     *
     * @param timeout the time for everything
     * @throws DownloadException if there is no response; {@code INTERRUPTED} if the thread was interrupted, whose flag
     *     is set
     */
    public int send(URI target, HttpMethod method, Map<String, String> headers, byte[] body, Duration timeout)
            throws DownloadException {
        Map<String, Collection<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        Request request = Request.create(method, target.toString(), all, body, null, null);
        try (DownloadResponse response = client.get().send(request, CallDeadline.after(timeout))) {
            return response.status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException(Reason.INTERRUPTED, "the upload was interrupted", e);
        }
    }

    /** Ends all uploads in progress, and prevents new ones. */
    @Override
    public void close() {
        client.get().close();
    }
}
