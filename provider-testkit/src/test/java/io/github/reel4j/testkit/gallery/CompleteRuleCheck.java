package io.github.reel4j.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Pattern;

/** Requires that the message of a broken rule is complete and contains no key. */
final class CompleteRuleCheck {

    private CompleteRuleCheck() {}

    static void require(String rule, Throwable failure) {
        assertThat(failure)
                .hasMessageMatching("(?s)" + rule + " MUST \\S.*   provider 'acme'   FAILED"
                        + "\n  given   \\S.*\n  then    \\S.*\n  but     \\S.*\n  breaks  \\S.*\n  likely  \\S.*"
                        + Pattern.quote("\n  read    docs/provider-contract.md#" + rule.toLowerCase(Locale.ROOT)))
                .hasMessageNotContaining("canary");
    }
}
