package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Response;
import feign.codec.Decoder;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.provider.feign.http.BufferedBody;
import io.github.reel4j.provider.feign.json.JsonValidator;
import io.github.reel4j.provider.feign.json.Utf8;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@link VendorResponse} and plain records from one sound JSON object in UTF-8, whatever charset the reply claims.
 *
 * <p>Feign's own decoder would believe that charset, and take what is doubled or comes after. Everything else is an {@link UndecodableBodyException}. Safe for use by many threads.
 */
final class ResponseDecoder implements Decoder {

    private final Supplier<JsonMapper> mapper;
    private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    ResponseDecoder(Supplier<JsonMapper> mapper) {
        this.mapper = mapper;
    }

    @Override
    public Object decode(Response response, Type type) throws IOException {
        byte[] raw = BufferedBody.of(response);
        Optional<String> fault = JsonValidator.violation(mapper.get().getFactory(), raw);
        if (fault.isPresent()) {
            throw new UndecodableBodyException(response.status(), fault.get(), raw);
        }
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == VendorResponse.class
                ? new VendorResponse<>(
                        response.status(), map(response, raw, parameterized.getActualTypeArguments()[0]), raw)
                : map(response, raw, type);
    }

    private Object map(Response response, byte[] raw, Type type) {
        int start = Utf8.bomLength(raw);
        @Nullable Object value;
        try {
            value = reader(type).readValue(raw, start, raw.length - start);
        } catch (JsonMappingException e) {
            throw new UndecodableBodyException(response.status(), "has an unexpected value at " + path(e), raw);
        } catch (IOException e) {
            // Let through, Feign would wrap it into an exception that holds the request with its key.
            throw new UndecodableBodyException(response.status(), "cannot be read as " + type.getTypeName(), raw);
        }
        if (value == null) {
            throw new UndecodableBodyException(response.status(), "is empty", raw);
        }
        return value;
    }

    private ObjectReader reader(Type type) {
        // Doublets are found before: the one costly check need not be made twice.
        return readers.computeIfAbsent(
                type,
                wanted -> mapper.get()
                        .readerFor(mapper.get().constructType(wanted))
                        .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION));
    }

    /** Only names that the wire records know, so the reply cannot put words into the message. */
    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "its top" : path;
    }
}
