package io.github.reel4j.testkit.contract.engine;

import java.util.Locale;

/**
 * One rule of {@code provider-contract.md}.
 *
 * @param id for example {@code RC-202}
 * @param demand the requirement, starting with MUST or MUST NOT
 * @param intent the reason for the rule
 * @param breaks the consequence for users if a provider breaks it
 * @param likely the likely cause of a failing test
 */
public record ContractRule(String id, String demand, String intent, String breaks, String likely) {

    /** Returns the place of the rule in the documentation. */
    public String anchor() {
        return "docs/provider-contract.md#" + id.toLowerCase(Locale.ROOT);
    }
}
