package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.support.VendorMessages.Message;
import org.junit.jupiter.api.Test;

class VendorMessagesTest {

    @Test
    void a_name_of_a_field_is_no_message() {
        Message message = new Message("a message", "start again", "start", "again");

        assertThat(message.isIn("{\"started_at\":\"2026-01-01\",\"error\":{\"reason\":\"none\"}}"))
                .isFalse();
        assertThat(message.isIn("{\"start again\":1}")).isFalse();
        assertThat(message.isIn("{\"error\":[{\"reason\":\"please start again\"}]}"))
                .isTrue();
        assertThat(message.isIn("please start again")).isTrue();
    }
}
