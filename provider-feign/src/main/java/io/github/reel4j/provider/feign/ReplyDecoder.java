package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Response;
import feign.codec.Decoder;
import feign.jackson.JacksonDecoder;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@link Reply} and plain records from one sound JSON object in UTF-8, whatever charset the reply claims.
 *
 * <p>Everything else is an {@link UnreadableReplyException}. Safe for use by many threads.
 */
final class ReplyDecoder implements Decoder {

    private final JsonMapper mapper;
    private final JacksonDecoder jackson;

    ReplyDecoder(JsonMapper mapper) {
        this.mapper = mapper;
        this.jackson = new JacksonDecoder(mapper);
    }

    @Override
    public Object decode(Response response, Type type) throws IOException {
        byte[] raw = bytes(response);
        String text = text(response.status(), raw);
        Optional<String> fault = JsonScan.fault(mapper.getFactory(), text);
        if (fault.isPresent()) {
            throw new UnreadableReplyException(response.status(), fault.get(), raw);
        }
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Reply.class) {
            Object value = map(response, text, raw, parameterized.getActualTypeArguments()[0]);
            return new Reply<>(response.status(), value, raw);
        }
        return map(response, text, raw, type);
    }

    private static byte[] bytes(Response response) throws IOException {
        return response.body() == null
                ? new byte[0]
                : response.body().asInputStream().readAllBytes();
    }

    private static String text(int status, byte[] raw) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableReplyException(status, "is not UTF-8", raw);
        }
    }

    private Object map(Response response, String text, byte[] raw, Type type) throws IOException {
        // Without headers: a charset in them would be believed. With 200: a 204 would be decoded to nothing.
        Response clean = response.toBuilder()
                .status(200)
                .headers(Map.of())
                .body(text, StandardCharsets.UTF_8)
                .build();
        @Nullable Object value;
        try {
            value = jackson.decode(clean, type);
        } catch (JsonMappingException e) {
            throw new UnreadableReplyException(response.status(), "has an unexpected value at " + path(e), raw);
        } catch (IOException e) {
            // Let through, Feign would wrap it into an exception that holds the request with its key.
            throw new UnreadableReplyException(response.status(), "cannot be read as " + type.getTypeName(), raw);
        }
        if (value == null) {
            throw new UnreadableReplyException(response.status(), "is empty", raw);
        }
        return value;
    }

    /** Only names that the wire records know, so the reply cannot put words into the message. */
    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "its top" : path;
    }
}
