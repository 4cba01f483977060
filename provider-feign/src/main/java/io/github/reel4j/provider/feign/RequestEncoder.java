package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.RequestTemplate;
import feign.codec.EncodeException;
import feign.codec.Encoder;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes JSON as bytes, with a writer prepared once for each type. Safe for use by many threads. */
final class RequestEncoder implements Encoder {

    private final JsonMapper mapper;
    private final Map<Type, ObjectWriter> writers = new ConcurrentHashMap<>();

    RequestEncoder(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void encode(Object value, Type type, RequestTemplate template) {
        ObjectWriter writer = writers.computeIfAbsent(type, present -> mapper.writerFor(mapper.constructType(present)));
        try {
            template.body(writer.writeValueAsBytes(value), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new EncodeException(String.valueOf(e.getOriginalMessage()), e);
        }
    }
}
