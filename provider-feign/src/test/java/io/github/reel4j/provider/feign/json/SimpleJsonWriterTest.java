package io.github.reel4j.provider.feign.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are written with the same bytes as by the mapper, or not at all. */
class SimpleJsonWriterTest {

    private static final JsonMapper MAPPER = StrictJson.mapper();

    private final SimpleJsonWriter simpleWriter = new SimpleJsonWriter(StrictJson.factory());

    record Words(
            @Nullable String prompt,
            @JsonProperty("negativePrompt") @Nullable String negative) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Order(
            String modelId,
            Words inputWords,
            @JsonProperty("AsItIs") @Nullable Long seedOfAll,
            @Nullable Integer n2Steps,
            @Nullable Boolean watermark,
            @Nullable BigDecimal guidanceScale,
            List<String> imageURLs,
            Map<String, @Nullable Object> moreOptions) {}

    record WithStatic(String text) {
        static final String CONSTANT = "x";

        static String getConstant() {
            return CONSTANT;
        }

        String getOf(String of) {
            return of;
        }
    }

    static Stream<Object> plainValues() {
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put("z", 1);
        more.put("null", null);
        more.put("a \"quoted\" key", List.of(true, "x", new BigDecimal("1E+5")));
        more.put("inner", new Words("猫\u2028\u0000/", null));
        return Stream.of(
                new Words(null, null),
                new Words("a \"kitten\"\n🐈", ""),
                new Words("half a character: \uD83D", "\uDE00"),
                new Order("m", new Words("p", "n"), 1L, 2, false, new BigDecimal("7.50"), List.of("u1", "u2"), more),
                new Order("m", new Words(null, null), null, null, null, null, List.of(), Map.of()),
                new WithStatic("x"),
                Map.of("request_id", "1"),
                more,
                List.of(),
                Arrays.asList("a", null, 3L),
                "text",
                Long.MIN_VALUE,
                new BigDecimal("-0.000000000000000000001"));
    }

    @ParameterizedTest
    @MethodSource("plainValues")
    void a_simple_value_is_written_as_the_mapper_writes_it(Object value) throws IOException {
        assertThat(simpleWriter.bytes(value).map(SimpleJsonWriterTest::text))
                .contains(text(MAPPER.writeValueAsBytes(value)));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Property(tries = 300)
    void any_simple_value_is_written_as_the_mapper_writes_it(@ForAll("values") Object value) throws IOException {
        byte[] expected = MAPPER.writeValueAsBytes(value);

        assertThat(simpleWriter.bytes(value))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(expected));
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                texts,
                Arbitraries.longs(),
                Arbitraries.integers(),
                Arbitraries.bigDecimals(),
                Arbitraries.of(true, false));
        Arbitrary<Object> records = texts.map(text -> new Words(text, null));
        // The depth is limited, because values of unlimited depth take minutes now and then.
        return Arbitraries.recursive(
                () -> Arbitraries.oneOf(leaves, records),
                inner -> Arbitraries.oneOf(
                        inner,
                        Arbitraries.maps(texts, inner).ofMaxSize(3).asGeneric(),
                        inner.list().ofMaxSize(3).asGeneric()),
                0,
                3);
    }

    record Ignoring(@JsonIgnore String secret, String text) {}

    record Ordered(@JsonProperty(value = "x", index = 1) String text) {}

    record ReadOnly(
            @JsonProperty(value = "x", access = JsonProperty.Access.WRITE_ONLY)
            String text) {}

    record Nameless(@JsonProperty String text) {}

    @JsonNaming(KebabCaseStrategy.class)
    record Kebab(String twoWords) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record WithNulls(@Nullable String text) {}

    record AsText(String text) {
        @JsonValue
        String value() {
            return text;
        }
    }

    record WithGetter(String text) {
        public String getMore() {
            return text;
        }
    }

    record WithProperty(String text) {
        @JsonProperty("more")
        String more() {
            return text;
        }
    }

    record OtherName(@JsonProperty("one") String text) {
        @Override
        @JsonProperty("two")
        public String text() {
            return text;
        }
    }

    interface Named {
        @JsonProperty("named")
        String text();
    }

    record Inheriting(String text) implements Named {}

    record Empty() {}

    static Stream<Object> otherValues() {
        return Stream.of(
                new Ignoring("s", "t"),
                new Ordered("t"),
                new ReadOnly("t"),
                new Nameless("t"),
                new Kebab("t"),
                new WithNulls(null),
                new AsText("t"),
                new WithGetter("t"),
                new WithProperty("t"),
                new OtherName("t"),
                new Inheriting("t"),
                new Empty(),
                new Object(),
                1.5,
                (short) 1,
                BigInteger.ONE,
                Optional.of("x"),
                new byte[0],
                Map.of(1, "x"),
                Map.of("x", new Kebab("t")),
                List.of(new Object()),
                MAPPER.createObjectNode());
    }

    @ParameterizedTest
    @MethodSource("otherValues")
    void other_values_are_left_to_the_mapper(Object value) throws IOException {
        assertThat(simpleWriter.bytes(value)).isEmpty();
    }
}
