package io.github.reel4j.polling.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.polling.AdaptivePollPolicy;
import io.github.reel4j.polling.CompletionKey;
import io.github.reel4j.polling.simulation.SimulatedTask;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionModelCodecTest {

    private static final String TITLE = "reel4j-completion-times 1\n";

    private final AdaptivePollPolicy policy = AdaptivePollPolicy.withMeanInterval(Duration.ofSeconds(5));

    @Test
    void an_empty_model_is_saved_as_the_title() {
        assertThat(policy.save()).isEqualTo(TITLE);
        policy.restore(TITLE);
    }

    @Test
    void any_model_name_is_saved_and_restored() {
        CompletionKey key =
                new CompletionKey(ProviderId.of("acme"), Operation.ANIMATE, "* a/b:c 1%\u00e9", Optional.empty());
        policy.ended(SimulatedTask.fresh().of(key), Duration.ofSeconds(40), Duration.ofSeconds(42));
        String saved = policy.save();
        policy.restore(saved);

        assertThat(saved.lines()).allMatch(line -> line.matches("[ -~]+"));
        assertThat(saved).contains("ages acme animate * * 0.1000 ").contains(" %2A+a%2Fb%3Ac+1%25%C3%A9 * ");
        assertThat(policy.save()).isEqualTo(saved);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            age acme animate * * 0.5000             | word 1 is 'age'. Expected: ages or estimates
            ages Acme animate * * 0.5000            | word 2 is 'Acme'. Expected: a provider id
            ages acme dance * * 0.5000              | word 3 is 'dance'. Expected: an operation: text-to-video
            ages acme animate %zz * 0.5000          | word 4 is '%zz'. Expected: a model's name
            ages acme animate * big 0.5000          | word 5 is 'big'. Expected: a resolution
            ages acme animate * * 1.5000            | word 6 is '1.5000'. Expected: a weight
            ages acme animate * * 0.5000 9:-1.0000  | word 7 is '9:-1.0000'. Expected: bin:count
            ages acme animate * * 0.5000 9:NaN      | word 7 is '9:NaN'. Expected: bin:count
            ages acme animate * * 0.5000 1024:1.0000 | word 7 is '1024:1.0000'. Expected: a bin after -1 and before 1024
            ages acme animate * * 0.5000 9:1.0000 9:1.0000 | word 8 is '9:1.0000'. Expected: a bin after 9
            ages acme animate                       | is truncated after 3 words
            """)
    void a_damaged_line_is_reported_and_changes_nothing(String line, String violation) {
        policy.ended(SimulatedTask.fresh(), Duration.ofSeconds(40), Duration.ofSeconds(42));
        String before = policy.save();

        assertThatThrownBy(() -> policy.restore(TITLE + "\n" + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Line 3 of the saved completion times")
                .hasMessageContaining(violation);
        assertThat(policy.save()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"estimates acme animate 0.5000 0.5000 200:1.0000", "ages acme animate * * 0.5000 200:1.0000"})
    void a_repeated_task_class_is_invalid(String taskClass) {
        String line = taskClass + "\n";

        assertThatThrownBy(() -> policy.restore(TITLE + line + line))
                .hasMessageContaining(
                        "Line 3 of the saved completion times repeats the task class of an earlier line.");
    }

    @Test
    void one_task_class_more_than_the_limit_is_invalid() {
        String max = IntStream.range(0, CompletionModel.MAX_CLASSES)
                .mapToObj(i -> "ages acme animate model-" + i + " * 1.0000 0:1.0000 1023:1.0000\n")
                .collect(Collectors.joining());
        policy.restore(TITLE + max);
        assertThat(policy.save()).isEqualTo(TITLE + max);
        assertThatThrownBy(() -> policy.restore(TITLE + max + "ages acme animate * * 0.5000 200:1.0000\n"))
                .hasMessageContaining("Line " + (CompletionModel.MAX_CLASSES + 2))
                .hasMessageContaining("exceeds the limit of " + CompletionModel.MAX_CLASSES + " task classes");
    }

    @Test
    void the_format_of_another_version_is_rejected() {
        assertThatThrownBy(() -> policy.restore("reel4j-completion-times 2\n"))
                .hasMessageContaining("line 1 is 'reel4j-completion-times 2', not 'reel4j-completion-times 1'")
                .hasMessageContaining("Polling works without saved completion times");
    }

    @Test
    void keys_beyond_the_limit_share_broader_histograms() {
        for (int i = 0; i < 1000; i++) {
            CompletionKey key =
                    new CompletionKey(ProviderId.of("acme"), Operation.ANIMATE, "model-" + i, Optional.empty());
            policy.ended(SimulatedTask.fresh().of(key), Duration.ofSeconds(40), Duration.ofSeconds(42));
        }
        String saved = policy.save();
        policy.restore(saved);

        assertThat(saved.lines()).hasSize(1 + CompletionModel.MAX_CLASSES);
    }
}
