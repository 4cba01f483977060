package io.github.reel4j.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reachability metadata of one artifact, from which GraalVM's native-image knows what is used by reflection. It has
 * no conditions, because a program that has the artifact on its class path uses it.
 */
final class ReachabilityMetadata {

    /** The flags of a type all of whose members are used. */
    static final List<String> ALL_MEMBERS =
            List.of("allDeclaredConstructors", "allDeclaredFields", "allDeclaredMethods");

    private static final String COMMENT =
            "Generated and checked by ReachabilityMetadataTest: ./mvnw verify -Dreel4j.docs.write=true";
    private static final String PROXY = "proxy of ";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The used members by type, or by {@link #PROXY} and an interface: flags, and names of methods with "()". */
    private final SortedMap<String, SortedSet<String>> reflection = new TreeMap<>();

    private final SortedSet<String> resources = new TreeSet<>();

    /** Registers the dynamic proxy of an interface. */
    ReachabilityMetadata proxy(String type) {
        return type(PROXY + type);
    }

    /**
     * Registers a type.
     *
     * @param members flags such as {@code serializable}, and names of methods without parameters with "()"
     */
    ReachabilityMetadata type(String name, String... members) {
        reflection.computeIfAbsent(name, any -> new TreeSet<>()).addAll(List.of(members));
        return this;
    }

    /** Registers the resources that have this path. */
    ReachabilityMetadata resource(String glob) {
        resources.add(glob);
        return this;
    }

    boolean isEmpty() {
        return reflection.isEmpty() && resources.isEmpty();
    }

    SortedSet<String> resources() {
        return resources;
    }

    /** Returns the registered types, without proxies. */
    List<String> types() {
        return reflection.keySet().stream()
                .filter(type -> !type.startsWith(PROXY))
                .toList();
    }

    /** Returns one sentence for each registration that only one of them has. */
    List<String> differencesFrom(ReachabilityMetadata required) {
        SortedSet<String> mine = registrations();
        SortedSet<String> theirs = required.registrations();
        return Stream.concat(
                        theirs.stream().filter(each -> !mine.contains(each)).map("missing: "::concat),
                        mine.stream().filter(each -> !theirs.contains(each)).map("not needed: "::concat))
                .toList();
    }

    /** Returns one line for each registration. */
    private SortedSet<String> registrations() {
        SortedSet<String> lines = new TreeSet<>();
        reflection.forEach((type, members) -> {
            lines.add(type);
            members.forEach(member -> lines.add(type + " " + member));
        });
        resources.forEach(glob -> lines.add("resource " + glob));
        return lines;
    }

    /** Returns one sentence for each registered type, method or resource that does not exist on the class path. */
    List<String> unresolved(ClassLoader loader) {
        List<String> sentences = new ArrayList<>();
        reflection.forEach((type, members) -> {
            try {
                Class<?> found = Class.forName(type.replace(PROXY, "").replace("[]", ""), false, loader);
                members.stream()
                        .filter(member -> member.endsWith("()") && !hasMethod(found, member.replace("()", "")))
                        .forEach(method -> sentences.add(type + " has no method " + method));
            } catch (ClassNotFoundException e) {
                sentences.add("no such type: " + type);
            }
        });
        resources.stream()
                .filter(glob -> loader.getResource(glob) == null)
                .forEach(glob -> sentences.add("no such resource: " + glob));
        return sentences;
    }

    /** Returns true for each method of the JDK, because a newer JDK may have it. */
    private static boolean hasMethod(Class<?> type, String name) {
        return type.getName().startsWith("java.")
                || (name.equals("<init>")
                        ? Stream.of(type.getDeclaredConstructors()).anyMatch(each -> each.getParameterCount() == 0)
                        : Stream.of(type.getDeclaredMethods())
                                .anyMatch(each -> each.getName().equals(name) && each.getParameterCount() == 0));
    }

    /** Parses the part of the format that {@link #text} writes; everything else is an error. */
    static ReachabilityMetadata parse(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the metadata is not JSON", e);
        }
        requireOnly(root, "comment", "reflection", "resources");
        ReachabilityMetadata metadata = new ReachabilityMetadata();
        for (JsonNode entry : root.path("reflection")) {
            JsonNode type = entry.path("type");
            String name = type.isTextual()
                    ? type.asText()
                    : PROXY + type.path("proxy").path(0).asText();
            metadata.type(name);
            entry.properties().forEach(field -> {
                if (field.getKey().equals("methods")) {
                    field.getValue()
                            .forEach(method ->
                                    metadata.type(name, method.path("name").asText() + "()"));
                } else if (!field.getKey().equals("type")) {
                    requireTrue(field.getKey(), field.getValue());
                    metadata.type(name, field.getKey());
                }
            });
        }
        for (JsonNode entry : root.path("resources")) {
            requireOnly(entry, "glob");
            metadata.resource(entry.path("glob").asText());
        }
        return metadata;
    }

    private static void requireOnly(JsonNode node, String... fields) {
        node.properties().forEach(field -> {
            if (!List.of(fields).contains(field.getKey())) {
                throw new IllegalArgumentException("unexpected field " + field.getKey());
            }
        });
    }

    private static void requireTrue(String name, JsonNode value) {
        if (!value.isBoolean() || !value.asBoolean()) {
            throw new IllegalArgumentException(name + " is not true");
        }
    }

    /** Returns the file in the format of GraalVM 25, with one registration a line. */
    String text() {
        String types = reflection.entrySet().stream()
                .map(entry -> "    {" + typeText(entry.getKey()) + membersText(entry.getValue()) + "}")
                .collect(Collectors.joining(",\n"));
        String globs = resources.stream()
                .map(glob -> "    {\"glob\": " + quoted(glob) + "}")
                .collect(Collectors.joining(",\n"));
        return "{\n  \"comment\": " + quoted(COMMENT) + ",\n" + "  \"reflection\": " + array(types)
                + ",\n  \"resources\": " + array(globs) + "\n}\n";
    }

    private static String array(String lines) {
        return lines.isEmpty() ? "[]" : "[\n" + lines + "\n  ]";
    }

    private static String typeText(String type) {
        return "\"type\": "
                + (type.startsWith(PROXY)
                        ? "{\"proxy\": [" + quoted(type.substring(PROXY.length())) + "]}"
                        : quoted(type));
    }

    private static String membersText(SortedSet<String> members) {
        String flags = members.stream()
                .filter(member -> !member.endsWith("()"))
                .map(flag -> ", " + quoted(flag) + ": true")
                .collect(Collectors.joining());
        String methods = members.stream()
                .filter(member -> member.endsWith("()"))
                .map(method -> "{\"name\": " + quoted(method.replace("()", "")) + ", \"parameterTypes\": []}")
                .collect(Collectors.joining(", "));
        return flags + (methods.isEmpty() ? "" : ", \"methods\": [" + methods + "]");
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
