package io.github.reel4j.provider.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.reel4j.provider.feign.ReplyReader.WireReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/** A transport without a network: every request is answered with bytes, which are read as those of a connection are. */
final class CannedReplies implements Client {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Function<String, byte[]> answers;

    /** @param answers by the URL that is asked */
    CannedReplies(Function<String, byte[]> answers) {
        this.answers = answers;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws TransportException {
        Target target = Target.of(request.url());
        if (RequestBytes.of(request, target).length == 0) {
            throw new AssertionError("nothing would be sent");
        }
        Exchange exchange = new Exchange(target.origin().host(), DEADLINE);
        try {
            if (!exchange.beginSending()) {
                throw new IOException("ended before it was sent");
            }
            ReplyReader replies = new ReplyReader(new ByteArrayInputStream(answers.apply(request.url())));
            WireReply reply = replies.next(exchange, false);
            if (!exchange.finish()) {
                throw new IOException("ended before it was read");
            }
            return DeadlineClient.response(request, reply);
        } catch (IOException | RuntimeException e) {
            throw TransportFailures.of(exchange, e);
        }
    }
}
