package io.github.reel4j.queue.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "7reel_", "Reel_", "reel-", "reel_; drop", "abcdefghijklmnopqrstuvwxyz_1234"})
    void an_invalid_name_is_quoted_with_what_is_allowed(String name) {
        String rest = " '" + name + "' of the order queue is invalid. Allowed: 1 to 30 of a-z, 0-9 and _, not starting"
                + " with a digit.";
        assertThatThrownBy(() -> new TableNames(Optional.empty(), name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table prefix" + rest);
        assertThatThrownBy(() -> new TableNames(Optional.of(name), "reel_"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the schema" + rest);
    }
}
