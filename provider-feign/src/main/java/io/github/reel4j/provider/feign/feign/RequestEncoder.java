package io.github.reel4j.provider.feign.feign;

import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.RequestTemplate;
import feign.codec.EncodeException;
import feign.codec.Encoder;
import feign.jackson.JacksonEncoder;
import io.github.reel4j.provider.feign.json.SimpleJsonWriter;
import io.github.reel4j.provider.feign.json.StrictJson;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Encodes requests as JSON; byte arrays are sent as they are. {@link SimpleJsonWriter} writes simple requests, and
 * Feign Jackson all others. Creating Jackson's mapper takes a third of the time between the start of a program and its
 * first order. Thread-safe.
 */
public final class RequestEncoder implements Encoder {

    private final SimpleJsonWriter simpleWriter = new SimpleJsonWriter(StrictJson.factory());
    private final Supplier<JsonMapper> mapper;

    /** Creates an encoder that gets the mapper when it first needs it. */
    public RequestEncoder(Supplier<JsonMapper> mapper) {
        this.mapper = mapper;
    }

    @Override
    public void encode(Object request, Type type, RequestTemplate template) {
        if (request instanceof byte[] content) {
            template.body(content, null);
            return;
        }
        try {
            Optional<byte[]> body = simpleWriter.bytes(request);
            if (body.isPresent()) {
                template.body(body.get(), StandardCharsets.UTF_8);
            } else {
                new JacksonEncoder(mapper.get()).encode(request, type, template);
            }
        } catch (IOException e) {
            throw new EncodeException(String.valueOf(e.getMessage()), e);
        }
    }
}
