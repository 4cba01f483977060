package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VendorMessagesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a\rb", "a\nb", "a\tb", "a\u0085b", "a\u2028b", "a\u202eb", "a\u2066b", "a\u001b[31m", "\ud83d"})
    void what_moves_a_terminal_is_not_printable(String text) {
        assertThat(VendorMessages.isPrintable(text)).isFalse();
        assertThat(VendorMessages.isPrintable(VendorMessages.escaped(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\u79cd\u5b50 \u00e9", "\ud83d\ude00", "<b>\"&'</b>"})
    void other_text_is_printable(String text) {
        assertThat(VendorMessages.isPrintable(text)).isTrue();
    }
}
