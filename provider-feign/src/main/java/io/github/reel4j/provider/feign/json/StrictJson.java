package io.github.reel4j.provider.feign.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;

/**
 * The strict configuration of Jackson: duplicate keys, trailing data and type conversions are errors, sizes are
 * limited, and unknown keys are ignored.
 */
public final class StrictJson {

    /** The size limit of a JSON document in bytes. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_NESTING = 100;
    private static final int MAX_NUMBER_CHARS = 1000;

    private StrictJson() {}

    /**
     * Throws a {@link JsonParseException} for an excessive exponent, for which Jackson throws NumberFormatException.
     */
    private static final class TreeMapper extends JsonMapper {

        private static final long serialVersionUID = 1L;

        TreeMapper(JsonFactory factory) {
            super(factory);
        }

        @Override
        public JsonNode readTree(String content) throws JsonProcessingException {
            try {
                return super.readTree(content);
            } catch (NumberFormatException e) {
                throw new JsonParseException(null, "a number out of range");
            }
        }

        @Override
        public JsonNode readTree(byte[] content) throws IOException {
            try {
                return super.readTree(content);
            } catch (NumberFormatException e) {
                throw new JsonParseException(null, "a number out of range");
            }
        }
    }

    /** Returns a new factory of strict parsers and generators. */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxNumberLength(MAX_NUMBER_CHARS)
                        .maxStringLength(MAX_BYTES)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }

    /** Returns a new thread-safe mapper. Share it, because creating one is costly. */
    public static JsonMapper mapper() {
        return new JsonMapper.Builder(new TreeMapper(factory()))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }
}
