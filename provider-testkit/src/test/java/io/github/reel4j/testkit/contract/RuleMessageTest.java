package io.github.reel4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.testkit.contract.engine.ContractRule;
import io.github.reel4j.testkit.contract.engine.ReceivedRequestLog;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.RuleViolation;
import io.github.reel4j.testkit.contract.subject.InMemoryUnderTest;
import org.junit.jupiter.api.Test;

class RuleMessageTest {

    private final RuleCheck check = check("MUST be short.");

    @Test
    void a_message_has_precondition_expectation_and_actual_result() {
        RuleViolation violation = check.failed("it is short", "it is\nlong");

        assertThat(violation).hasMessage("""
                RC-999 MUST be short.                                             provider 'acme'   FAILED
                  given   two
                          lines
                  then    it is short
                  but     it is
                          long
                  breaks  patience.
                  likely  haste.
                  read    docs/provider-contract.md#rc-999""");
        assertThat(violation.given()).isEqualTo("two\nlines");
        assertThat(violation.then()).isEqualTo("it is short");
    }

    @Test
    void a_long_requirement_is_separated_from_the_provider() {
        assertThat(check("MUST " + "be long, ".repeat(9) + "and end.").failed("it ends", "it goes on"))
                .hasMessageContaining("be long, and end.   provider 'acme'   FAILED\n");
    }

    @Test
    void a_check_that_holds_does_not_throw() {
        assertThatCode(() -> {
                    check.require(true, "it holds", () -> "it does not");
                    check.requireEqual(7, 7, "it is seven");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void unequal_values_are_both_in_the_message() {
        assertThatThrownBy(() -> check.requireEqual(7, 8, "it is seven"))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("  then    it is seven\n  but     it is 8, not 7\n");
    }

    private static RuleCheck check(String demand) {
        return new RuleCheck(
                new ContractRule("RC-999", demand, "brevity.", "patience.", "haste."),
                "acme",
                "two\nlines",
                ReceivedRequestLog.startingNow(new InMemoryUnderTest()));
    }
}
