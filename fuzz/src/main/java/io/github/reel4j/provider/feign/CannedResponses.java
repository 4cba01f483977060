package io.github.reel4j.provider.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.reel4j.provider.feign.http.CallState;
import io.github.reel4j.provider.feign.http.SingleSendHttpClient;
import io.github.reel4j.provider.feign.http.HttpRequestSerializer;
import io.github.reel4j.provider.feign.http.RequestUrl;
import io.github.reel4j.provider.feign.http.ResponseReader;
import io.github.reel4j.provider.feign.http.ResponseReader.BufferedResponse;
import io.github.reel4j.provider.feign.http.TransportException;
import io.github.reel4j.provider.feign.http.TransportFailures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/** A {@link Client} without a network. Reads canned bytes with the response reader of the real transport. */
final class CannedResponses implements Client {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Function<String, byte[]> responses;

    /**
     * Creates a client.
     *
     * @param responses returns the raw response to a URL
     */
    CannedResponses(Function<String, byte[]> responses) {
        this.responses = responses;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws TransportException {
        RequestUrl target = RequestUrl.of(request.url());
        if (HttpRequestSerializer.of(request, target).length == 0) {
            throw new AssertionError("nothing would be sent");
        }
        CallState call = new CallState(target.endpoint().host(), DEADLINE);
        try {
            if (!call.startSending()) {
                throw new IOException("ended before it was sent");
            }
            ResponseReader reader = new ResponseReader(new ByteArrayInputStream(responses.apply(request.url())));
            BufferedResponse response = reader.readBuffered(call, false);
            if (!call.complete()) {
                throw new IOException("ended before it was read");
            }
            return SingleSendHttpClient.response(request, response);
        } catch (IOException | RuntimeException e) {
            throw TransportFailures.of(call, e);
        }
    }
}
