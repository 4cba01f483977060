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

/** A file, or a part of one, that begins to arrive: the head of the reply is there, the body on its way. Of one thread. */
final class DownloadResponse implements AutoCloseable {

    private final String host;
    private final StreamingResponse response;
    private final DownloadLimits limits;
    private final CallDeadline deadline;
    private final BooleanSupplier closed;
    private final Runnable onClose;

    /**
     * Wraps a reply.
     *
     * @param closed whether the client was closed, which ends it
     * @param hangUp closes the connection
     */
    DownloadResponse(
            String host,
            StreamingResponse response,
            DownloadLimits limits,
            CallDeadline deadline,
            BooleanSupplier closed,
            Runnable hangUp) {
        this.host = host;
        this.response = response;
        this.limits = limits;
        this.deadline = deadline;
        this.closed = closed;
        this.onClose = hangUp;
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

    /** The size of the whole file, if it is announced. */
    OptionalLong fileSize() {
        if (status() == 206) {
            Optional<ContentRange> range = range();
            return range.isPresent() ? OptionalLong.of(range.get().end()) : OptionalLong.empty();
        }
        return length();
    }

    /** Which part of the file it brings, up to its end, if it says so and does not contradict itself. */
    Optional<ContentRange> range() {
        return ContentRange.of(headers(), length());
    }

    private OptionalLong length() {
        return response.length() < 0 ? OptionalLong.empty() : OptionalLong.of(response.length());
    }

    /**
     * Reads a piece.
     *
     * @param before how many bytes of the file are there already
     * @return its length, or less than 0 at the end
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
                            + TransportFailures.seconds(limits.totalTimeout()));
        }
        if (e instanceof SocketTimeoutException) {
            return new DownloadException(
                    Reason.TIMED_OUT,
                    host + " sent nothing more for " + TransportFailures.seconds(limits.readTimeout()) + " after "
                            + before + " bytes");
        }
        return new DownloadException(
                Reason.CONNECTION_LOST, "the file from " + host + " broke off after " + before + " bytes", e);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
