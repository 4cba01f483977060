package io.github.reel4j.provider.feign.download;

import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.CallDeadline;
import io.github.reel4j.provider.feign.http.ResponseReader.StreamingResponse;
import io.github.reel4j.provider.feign.http.TransportFailures;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** A response with a file or a part of one. Its head was read, and its body was not read yet. Not thread-safe. */
final class DownloadResponse implements AutoCloseable {

    private final String host;
    private final StreamingResponse response;
    private final DownloadLimits limits;
    private final CallDeadline deadline;
    private final BooleanSupplier closed;
    private final Runnable onClose;

    /**
     * Wraps a response.
     *
     * @param closed returns whether the client was closed, which ends the download
     * @param onClose closes the connection
     */
    DownloadResponse(
            String host,
            StreamingResponse response,
            DownloadLimits limits,
            CallDeadline deadline,
            BooleanSupplier closed,
            Runnable onClose) {
        this.host = host;
        this.response = response;
        this.limits = limits;
        this.deadline = deadline;
        this.closed = closed;
        this.onClose = onClose;
    }

    String host() {
        return host;
    }

    int status() {
        return response.status();
    }

    Map<String, List<String>> headers() {
        return response.headers();
    }

    /** Returns the announced size of the whole file. */
    OptionalLong fileSize() {
        if (status() == 206) {
            Optional<ContentRange> range = range();
            return range.isPresent() ? OptionalLong.of(range.get().end()) : OptionalLong.empty();
        }
        return length();
    }

    /** Returns the range of the body; empty if the header is absent or contradictory. */
    Optional<ContentRange> range() {
        return ContentRange.of(headers(), length());
    }

    private OptionalLong length() {
        return response.length() < 0 ? OptionalLong.empty() : OptionalLong.of(response.length());
    }

    /**
     * Reads a part of the body.
     *
     * @param before the number of bytes already received, for error messages
     * @return the number of bytes read, or less than 0 at the end
     */
    int read(byte[] buffer, long before) throws DownloadException, InterruptedException {
        try {
            return response.body().read(buffer);
        } catch (IOException e) {
            throw toDownloadException(e, before);
        }
    }

    private DownloadException toDownloadException(IOException e, long before) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        if (closed.getAsBoolean()) {
            return DownloadClient.closed();
        }
        if (deadline.hasPassed()) {
            return new DownloadException(
                    Reason.TIMED_OUT,
                    "the file from " + host + " was not complete in "
                            + TransportFailures.format(limits.totalTimeout()));
        }
        if (e instanceof SocketTimeoutException) {
            return new DownloadException(
                    Reason.TIMED_OUT,
                    host + " sent no data for " + TransportFailures.format(limits.readTimeout()) + " after " + before
                            + " bytes");
        }
        return new DownloadException(
                Reason.CONNECTION_LOST, "the file from " + host + " was cut off after " + before + " bytes", e);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
