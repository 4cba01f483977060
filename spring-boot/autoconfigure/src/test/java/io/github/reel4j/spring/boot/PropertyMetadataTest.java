package io.github.reel4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The metadata for completion in editors, the properties and their document agree. */
class PropertyMetadataTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "spring-boot.md");
    private static final Map<String, JsonNode> METADATA = new TreeMap<>();

    @BeforeAll
    static void readMetadata() throws IOException {
        JsonNode file = JsonMapper.builder()
                .build()
                .readTree(Path.of("target/classes/META-INF/spring-configuration-metadata.json")
                        .toFile());
        file.path("properties")
                .forEach(property -> METADATA.put(property.path("name").asText(), property));
    }

    @Test
    void every_property_is_described() {
        assertThat(METADATA).hasSizeGreaterThan(40);
        METADATA.forEach((name, property) ->
                assertThat(property.path("description").asText()).as(name).matches("(?s)[A-Z].*\\."));
    }

    @Test
    void properties_and_metadata_agree() {
        assertThat(names("reel4j", ReelProperties.class))
                .containsExactlyInAnyOrderElementsOf(METADATA.keySet().stream()
                        .filter(name -> name.startsWith("reel4j."))
                        .toList());
    }

    private static Stream<String> components(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            String name = prefix + "." + dashed(component);
            return component.getType().isRecord() && component.getType().getEnclosingClass() == ReelProperties.class
                    ? components(name, component.getType())
                    : Stream.of(name);
        });
    }

    private static List<String> names(String prefix, Class<?> type) {
        return components(prefix, type).toList();
    }

    private static String dashed(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void no_secret_has_a_default() {
        METADATA.forEach((name, property) -> {
            if (name.matches(".*(key|secret|proxy|token|password)")) {
                assertThat(property.has("defaultValue"))
                        .as(name)
                        .isEqualTo(name.equals("reel4j.require-key")); // a boolean
            }
        });
        assertThat(METADATA).containsKeys("reel4j.callback.secret", "reel4j.proxy");
    }

    @Test
    void defaults_in_the_metadata_are_those_of_the_program() {
        Map<String, String> defaults = METADATA.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("reel4j."))
                .filter(entry -> entry.getValue().hasNonNull("defaultValue"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().path("defaultValue").asText()));
        ReelProperties explicit = bind(defaults);
        ReelProperties implicit = bind(Map.of());
        assertThat(defaults).containsEntry("reel4j.wait-timeout", "30m");
        assertThat(explicit).isEqualTo(implicit);
    }

    private static ReelProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("reel4j", Bindable.of(ReelProperties.class));
    }

    @Test
    void the_document_has_every_property() throws IOException {
        StringBuilder table = new StringBuilder("\n| Property | Default | Meaning |\n|---|---|---|\n");
        METADATA.forEach((name, property) -> {
            if (!name.equals("reel4j.providers")) {
                table.append("| `%s` | %s | %s |\n"
                        .formatted(
                                name,
                                defaultValue(property),
                                property.path("description").asText()));
            }
        });
        String text = Files.readString(DOCUMENT);
        String start = "<!-- properties: begin -->\n";
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf("\n<!-- properties: end -->");
        assertThat(from).isBetween(start.length(), to);
        String expected = text.substring(0, from) + table + text.substring(to);
        if (Boolean.getBoolean("reel4j.docs.write")) {
            Files.writeString(DOCUMENT, expected);
        } else {
            assertThat(text)
                    .as("%s; write it with ./mvnw verify -Dreel4j.docs.write=true", DOCUMENT)
                    .isEqualTo(expected);
        }
        for (String name : names("reel4j.providers.PROVIDER", ReelProperties.Provider.class)) {
            assertThat(text).contains("| `" + name);
        }
    }

    private static String defaultValue(JsonNode property) {
        JsonNode value = property.path("defaultValue");
        if (value.isMissingNode() || value.isContainerNode()) {
            return "";
        }
        return "`" + value.asText() + "`";
    }
}
