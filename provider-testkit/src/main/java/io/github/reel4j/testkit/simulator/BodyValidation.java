package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the validation of one JSON body has found so far: the first violation, and the fields that were read. All
 * other fields of the body are unknown ones. Names are those from the root.
 */
final class BodyValidation {

    private final JsonNode root;
    private final Set<String> read = new HashSet<>();
    /** The objects and lists that were opened to read their content. */
    private final Set<String> opened = new HashSet<>();

    private String problem = "";

    BodyValidation(JsonNode root) {
        this.root = root;
    }

    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    void check(boolean holds, String rule) {
        if (!holds && problem.isEmpty()) {
            problem = rule;
        }
    }

    void markRead(String name) {
        read.add(name);
    }

    void markOpened(String name) {
        opened.add(name);
    }

    /** Returns the names of all fields that were neither read nor opened. */
    List<String> unknownFields() {
        List<String> unknown = new ArrayList<>();
        collectUnknown("", root, unknown);
        return unknown;
    }

    private void collectUnknown(String name, JsonNode node, List<String> unknown) {
        if (read.contains(name) || node.isNull()) {
            return;
        }
        if (node.isObject() && !(node.isEmpty() && isUnknown(name))) {
            node.properties()
                    .forEach(each -> collectUnknown(
                            name.isEmpty() ? each.getKey() : name + "." + each.getKey(), each.getValue(), unknown));
        } else if (node.isArray() && opened.contains(name)) {
            for (int i = 0; i < node.size(); i++) {
                collectUnknown(element(name, i), node.get(i), unknown);
            }
        } else if (!name.isEmpty()) {
            unknown.add(name);
        }
    }

    /** Whether nothing asked for the object or for a field in it. */
    private boolean isUnknown(String name) {
        return !name.isEmpty()
                && !opened.contains(name)
                && read.stream().noneMatch(each -> each.startsWith(name + "."));
    }

    static String element(String list, int index) {
        return list + "[" + index + "]";
    }
}
