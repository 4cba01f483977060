package io.github.reel4j.testkit.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BitWriterTest {

    @Test
    void unsigned_numbers_get_the_codes_of_the_standard() {
        // 1 010 011 00100 00111, then the stop bit: 1010 0110 0100 0011 1 1
        byte[] codes = new BitWriter()
                .unsigned(0)
                .unsigned(1)
                .unsigned(2)
                .unsigned(3)
                .unsigned(6)
                .finish();
        assertThat(codes).containsExactly(0b1010_0110, 0b0100_0011, 0b1100_0000);
    }

    @Test
    void whole_bytes_follow_an_alignment() {
        byte[] bytes = new BitWriter()
                .flag(true)
                .align()
                .bytes(new byte[] {1, 2, 3}, 1, 2)
                .finish();
        assertThat(bytes).containsExactly(0x80, 2, 3, 0x80);
    }
}
