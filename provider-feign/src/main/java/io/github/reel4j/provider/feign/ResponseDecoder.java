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
import io.github.reel4j.provider.feign.json.Utf8Validator;
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
 * Decodes a body that is exactly one valid UTF-8 JSON object; the result is a record, or a VendorResponse that contains
 * a record. It ignores the charset that the response declares, and throws {@link UndecodableBodyException} for any
 * other body. Feign's own decoder uses the declared charset and accepts duplicate keys and trailing data. Thread-safe.
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
        Optional<String> violation = JsonValidator.violation(mapper.get().getFactory(), raw);
        if (violation.isPresent()) {
            throw new UndecodableBodyException(response.status(), violation.get(), raw);
        }
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == VendorResponse.class
                ? new VendorResponse<>(
                        response.status(), map(response, raw, parameterized.getActualTypeArguments()[0]), raw)
                : map(response, raw, type);
    }

    private Object map(Response response, byte[] raw, Type type) {
        int start = Utf8Validator.bomLength(raw);
        @Nullable Object value;
        try {
            value = reader(type).readValue(raw, start, raw.length - start);
        } catch (JsonMappingException e) {
            throw new UndecodableBodyException(response.status(), "has an unexpected value at " + path(e), raw);
        } catch (IOException e) {
            // Feign would wrap an IOException into an exception that contains the request with its key.
            throw new UndecodableBodyException(response.status(), "does not have the documented form", raw);
        }
        if (value == null) {
            throw new UndecodableBodyException(response.status(), "is empty", raw);
        }
        return value;
    }

    private ObjectReader reader(Type type) {
        // JsonValidator has already looked for duplicate keys, and the check is costly.
        return readers.computeIfAbsent(
                type,
                each -> mapper.get()
                        .readerFor(mapper.get().constructType(each))
                        .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION));
    }

    /** Contains only names of the wire records, so that the response cannot inject text into the message. */
    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "its root" : path;
    }
}
