package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * Creates the response that a simulated fault sends, from the normal response or from one of the vendor's documented
 * errors.
 */
@FunctionalInterface
interface ResponseTransform {

    ServerResponse apply(FaultContext context);

    default ResponseTransform then(UnaryOperator<ServerResponse> change) {
        return context -> change.apply(apply(context));
    }

    static ResponseTransform unchanged() {
        return FaultContext::genuine;
    }

    static ResponseTransform fixed(ServerResponse response) {
        return context -> response;
    }

    /** Responds with {@code status}; from 400 on as the vendor documents it. */
    static ResponseTransform status(int status) {
        return context -> status < 400
                ? ServerResponse.json(status, "{}")
                : context.vendor().errorResponse(status);
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
