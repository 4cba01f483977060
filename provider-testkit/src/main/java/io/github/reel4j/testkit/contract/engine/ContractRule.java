package io.github.reel4j.testkit.contract.engine;

import java.util.Locale;

/**
 * One rule of the written contract.
 *
 * @param id for example {@code RC-202}
 * @param demand what is demanded, with its MUST
 * @param likely the likely cause of breaking it
 */
public record ContractRule(String id, String demand, String intent, String breaks, String likely) {

    /** Where to read on. */
    public String anchor() {
        return "docs/provider-contract.md#" + id.toLowerCase(Locale.ROOT);
    }
}
