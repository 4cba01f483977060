package io.github.reel4j.testkit.contract.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the contract rules from {@code provider-contract.md}, the only file that contains their text. */
public final class ContractRuleReader {

    private static final Pattern RULE = Pattern.compile(
            "### (RC-\\d{3})\\n(\\*\\*M.*?)\\n\\*Intent:\\* (.*?)\\n\\*Breaks:\\* (.*?)\\n"
                    + "\\*Likely:\\* (.*?)\\n(?=\\n|$)",
            Pattern.DOTALL);

    private static final Map<String, ContractRule> RULES = read();

    private ContractRuleReader() {}

    /** Returns all rules by id, in the order of the document. */
    public static Map<String, ContractRule> rules() {
        return RULES;
    }

    static ContractRule rule(String id) {
        ContractRule rule = RULES.get(id);
        if (rule == null) {
            throw new IllegalArgumentException(id + " is not a rule of docs/provider-contract.md");
        }
        return rule;
    }

    private static Map<String, ContractRule> read() {
        Map<String, ContractRule> rules = new LinkedHashMap<>();
        Matcher matcher = RULE.matcher(text());
        while (matcher.find()) {
            rules.put(
                    matcher.group(1),
                    new ContractRule(
                            matcher.group(1),
                            oneLine(matcher.group(2)).replace("**", ""),
                            oneLine(matcher.group(3)),
                            oneLine(matcher.group(4)),
                            oneLine(matcher.group(5))));
        }
        return Collections.unmodifiableMap(rules);
    }

    private static String text() {
        try (InputStream document = ContractRuleReader.class.getResourceAsStream("provider-contract.md")) {
            if (document == null) {
                throw new IllegalStateException("the testkit's jar has no provider-contract.md");
            }
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').strip();
    }
}
