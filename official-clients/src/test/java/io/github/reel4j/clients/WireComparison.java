package io.github.reel4j.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The differences between the requests that reel4j and a vendor's own client send for the same orders. */
final class WireComparison {

    /** Headers of the connection, which say nothing about the order. */
    private static final Set<String> CONNECTION_HEADERS =
            Set.of("host", "content-length", "connection", "transfer-encoding", "accept-encoding", "keep-alive");

    private static final String ABSENT = "absent";

    /**
     * One difference.
     *
     * @param field {@code method}, {@code target}, {@code header NAME}, or the JSON pointer of a field of the body
     * @param ours the value that reel4j sends, or {@code absent}
     * @param theirs the value that the vendor's client sends, or {@code absent}
     */
    record Difference(String field, String ours, String theirs) {}

    private final Set<Difference> differences = new LinkedHashSet<>();

    /** Adds the differences between the two requests for one order. */
    WireComparison add(ReceivedRequest ours, ReceivedRequest theirs) {
        Map<String, String> left = fields(ours);
        Map<String, String> right = fields(theirs);
        Set<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        for (String name : names) {
            String our = left.getOrDefault(name, ABSENT);
            String their = right.getOrDefault(name, ABSENT);
            if (!our.equals(their)) {
                differences.add(new Difference(name, our, their));
            }
        }
        return this;
    }

    Set<Difference> differences() {
        return differences;
    }

    private static Map<String, String> fields(ReceivedRequest request) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("method", request.method());
        fields.put("target", request.target());
        request.headers().forEach((name, values) -> {
            if (!CONNECTION_HEADERS.contains(name)) {
                fields.put("header " + name, name.equals("user-agent") ? product(values.get(0)) : values.get(0));
            }
        });
        if (!request.body().isEmpty()) {
            addFields(fields, "", VendorTestHarness.json(request.body()));
        }
        return fields;
    }

    /** Returns the name of the product without its version, which changes with each release and each machine. */
    private static String product(String userAgent) {
        int end = userAgent.indexOf('/');
        return end < 0 ? userAgent : userAgent.substring(0, end);
    }

    private static void addFields(Map<String, String> fields, String pointer, JsonNode node) {
        if (node.isObject()) {
            if (node.isEmpty()) {
                fields.put(pointer, "{}");
            }
            node.properties().forEach(entry -> addFields(fields, pointer + "/" + entry.getKey(), entry.getValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                addFields(fields, pointer + "/" + i, node.get(i));
            }
        } else {
            fields.put(pointer, node.toString());
        }
    }
}
