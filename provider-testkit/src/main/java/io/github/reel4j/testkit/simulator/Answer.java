package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** Makes a reply out of the one that the vendor would have sent, or out of the vendor's documented errors. */
@FunctionalInterface
interface Answer {

    Reply reply(Reply genuine, IntFunction<Reply> errors);

    default Answer then(UnaryOperator<Reply> change) {
        return (genuine, errors) -> change.apply(reply(genuine, errors));
    }

    static Answer genuine() {
        return (genuine, errors) -> genuine;
    }

    static Answer exactly(Reply reply) {
        return (genuine, errors) -> reply;
    }

    /** From 400 on as the vendor documents it. */
    static Answer status(int status) {
        return (genuine, errors) -> status < 400 ? Reply.json(status, "{}") : errors.apply(status);
    }

    static Answer gzipped() {
        return genuine().then(reply -> reply.body(gzipped(reply.body())).header("Content-Encoding", "gzip"));
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
