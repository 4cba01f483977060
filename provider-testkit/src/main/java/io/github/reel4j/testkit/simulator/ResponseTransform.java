package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * Creates the response that a simulated fault sends, from the normal response or from one of the vendor's documented
 * errors.
 */
@FunctionalInterface
interface ResponseTransform {

    ServerResponse apply(ServerResponse genuine, IntFunction<ServerResponse> errors);

    default ResponseTransform then(UnaryOperator<ServerResponse> change) {
        return (genuine, errors) -> change.apply(apply(genuine, errors));
    }

    static ResponseTransform unchanged() {
        return (genuine, errors) -> genuine;
    }

    static ResponseTransform fixed(ServerResponse response) {
        return (genuine, errors) -> response;
    }

    /** Responds with {@code status}; from 400 on as the vendor documents it. */
    static ResponseTransform status(int status) {
        return (genuine, errors) -> status < 400 ? ServerResponse.json(status, "{}") : errors.apply(status);
    }

    static ResponseTransform gzipped() {
        return unchanged()
                .then(response -> response.body(gzipped(response.body())).header("Content-Encoding", "gzip"));
    }

    private static byte[] gzipped(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
