package io.github.reel4j.provider.feign.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feign.RequestTemplate;
import feign.codec.EncodeException;
import io.github.reel4j.provider.feign.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestEncoderTest {

    record Order(String prompt) {}

    @JsonNaming(KebabCaseStrategy.class)
    record Unusual(String twoWords) {}

    private final AtomicInteger mappers = new AtomicInteger();
    private final RequestEncoder encoder = new RequestEncoder(() -> {
        mappers.incrementAndGet();
        return StrictJson.mapper();
    });

    private String encoded(Object order) {
        RequestTemplate template = new RequestTemplate();
        encoder.encode(order, order.getClass(), template);
        return new String(template.body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_simple_order_needs_no_mapper() {
        assertThat(encoded(new Order("猫"))).isEqualTo("{\"prompt\":\"猫\"}");
        assertThat(mappers).hasValue(0);
    }

    @Test
    void an_unusual_order_is_written_by_the_mapper() {
        assertThat(encoded(new Unusual("x"))).isEqualTo("{\"two-words\":\"x\"}");
        assertThat(mappers).hasValue(1);
    }

    @Test
    void a_value_that_cannot_be_JSON_is_an_EncodeException() {
        assertThatThrownBy(() -> encoded(deep("x"))).isInstanceOf(EncodeException.class);
        assertThatThrownBy(() -> encoded(deep(1.5))).isInstanceOf(EncodeException.class);
    }

    /** Nested deeper than Jackson's limit. */
    private static Object deep(Object innermost) {
        Object value = innermost;
        for (int depth = 0; depth <= 1000; depth++) {
            value = List.of(value);
        }
        return value;
    }
}
