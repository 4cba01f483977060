package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.reel4j.project.fixture.ReflectiveApi;
import io.github.reel4j.project.fixture.ReflectiveApiOfClass;
import io.github.reel4j.project.fixture.UsesReflection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that the checks of reachability metadata fail: for what is missing, not needed, unknown or not reviewed. */
class ReachabilityMetadataFailTest {

    private static final ReachabilityMetadata REQUIRED = RequiredMetadata.of(imported(ReflectiveApi.class));
    private static final String API = ReflectiveApi.class.getName();
    private static final String SNAKE_CASE =
            "com.fasterxml.jackson.databind.PropertyNamingStrategies$SnakeCaseStrategy";

    private static JavaClasses imported(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }

    @Test
    void everything_that_an_interface_reaches_is_required() {
        assertThat(new ReachabilityMetadata().differencesFrom(REQUIRED))
                .contains(
                        "missing: proxy of " + API,
                        "missing: " + API + " allDeclaredMethods",
                        "missing: " + API + "$Order allDeclaredFields",
                        "missing: " + API + "$Part allDeclaredMethods",
                        "missing: " + API + "$Response allDeclaredConstructors",
                        "missing: " + API + "$Item allDeclaredConstructors",
                        "missing: io.github.reel4j.provider.feign.VendorResponse",
                        "missing: " + SNAKE_CASE + " <init>()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\{\"proxy\"[^}]*}", "\"\\S*Item\"", "\"allDeclaredFields\"", "\"<init>\""})
    void a_registration_that_is_removed_is_reported(String removed) {
        String text =
                REQUIRED.text().replaceFirst(removed, removed.contains("<init>") ? "\"close\"" : "\"serializable\"");

        assertThat(ReachabilityMetadata.parse(text).differencesFrom(REQUIRED))
                .anyMatch(difference -> difference.startsWith("missing: "))
                .anyMatch(difference -> difference.startsWith("not needed: "));
    }

    @Test
    void the_written_file_has_exactly_what_is_required() {
        assertThat(ReachabilityMetadata.parse(REQUIRED.text()).differencesFrom(REQUIRED))
                .isEmpty();
    }

    @Test
    void what_no_class_needs_is_reported() {
        ReachabilityMetadata shipped = ReachabilityMetadata.parse(REQUIRED.text())
                .type("java.lang.String", "serializable")
                .resource("old.txt");

        assertThat(shipped.differencesFrom(REQUIRED))
                .containsExactly(
                        "not needed: java.lang.String",
                        "not needed: java.lang.String serializable",
                        "not needed: resource old.txt");
    }

    @Test
    void what_does_not_exist_is_reported() {
        ReachabilityMetadata shipped = new ReachabilityMetadata()
                .type("io.github.reel4j.Gone")
                .proxy("io.github.reel4j.GoneApi")
                .type(API + "$Item", "name()", "other()", "<init>()")
                .resource("gone.txt");

        assertThat(shipped.unresolved(getClass().getClassLoader()))
                .containsExactlyInAnyOrder(
                        "no such type: io.github.reel4j.Gone",
                        "no such type: proxy of io.github.reel4j.GoneApi",
                        API + "$Item has no method other()",
                        API + "$Item has no method <init>()",
                        "no such resource: gone.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"reflect\": []}",
                "{\"reflection\": [{\"type\": \"A\", \"condition\": {\"typeReached\": \"B\"}}]}",
                "{\"reflection\": [{\"type\": \"A\", \"serializable\": false}]}",
                "{\"resources\": [{\"glob\": \"a\", \"module\": \"b\"}]}"
            })
    void other_json_is_not_accepted(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReachabilityMetadata.parse(text));
    }

    @Test
    void a_json_type_that_is_no_record_is_not_accepted() {
        JavaClasses classes = imported(ReflectiveApiOfClass.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequiredMetadata.of(classes))
                .withMessageContaining("ReflectiveApiOfClass$Order is used for JSON and is not a record");
    }

    @Test
    void each_kind_of_reflective_call_is_found() {
        assertThat(ReflectiveCalls.in(imported(UsesReflection.class)).get(UsesReflection.class.getName()))
                .containsExactly(
                        "Class.forName",
                        "Class.getDeclaredConstructor",
                        "Class.getMethod",
                        "Class.getResourceAsStream",
                        "JsonMapper.readValue",
                        "Method.invoke",
                        "MethodHandles.lookup",
                        "Proxy.newProxyInstance",
                        "ServiceLoader.load");
    }
}
