package io.github.reel4j.queue.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.BillingStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollStepTest {

    @ParameterizedTest
    @CsvSource({"NOT_BILLED, it is not billed.", "BILLED, it is billed.", "UNKNOWN, it is unknown whether it is billed."
    })
    void a_cancelled_task_states_its_billing_in_words(BillingStatus billing, String text) {
        assertThat(PollStep.cancelledMessage(billing)).isEqualTo("the vendor has cancelled the task; " + text);
    }
}
