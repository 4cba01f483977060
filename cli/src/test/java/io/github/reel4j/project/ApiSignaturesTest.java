package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/api} has the signatures that each module exports, so that a change of one is seen and reviewed. */
class ApiSignaturesTest {

    private static final String GENERATED = "target/generated-sources/annotations";

    static Stream<String> modules() {
        return ApiDocument.MODULES.stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void the_signatures_of_a_module_are_those_in_its_file(String module) throws IOException {
        Path folder = Repository.ROOT.resolve(module);
        Predicate<String> exported = ApiDocument.exportedPackages(module)::contains;
        String text = ApiSignatures.of(parse(folder.resolve("src/main/java"), folder.resolve(GENERATED)), exported);

        assertThat(text).contains("  public ").doesNotContain("Immutable");
        GeneratedDocument.matches(
                Repository.ROOT.resolve("docs/api").resolve(module.replace('/', '-') + ".txt"),
                "Signatures that the module " + module + " exports.\n" + text);
    }

    @Test
    void every_change_that_breaks_a_program_changes_the_text(@TempDir Path sources) throws IOException {
        String source = """
                package api;
                public sealed class Order permits Paid {
                    public static final int MAX = 3;
                    protected @Nullable String note(List<? extends Number> values, int... more) throws IOException {}
                    void internal() {}
                    public record Line(String text, long count) {}
                    public static final class Builder extends ImmutableOrder.Builder {}
                }
                """;
        String builder =
                "package api; class ImmutableOrder { static class Builder { public Builder id(String id) {} } }";
        assertThat(signatures(sources, source, builder)).isEqualTo("""

                api
                  public sealed class Order permits Paid
                    implicit Order()
                    protected @Nullable String note(List<? extends Number>, int...) throws IOException
                    public static final int MAX
                  public static final class Order.Builder
                    implicit Builder()
                    public Builder id(String)
                  public record Order.Line(String text, long count)
                """);
        for (List<String> change : List.of(
                List.of("sealed class", "sealed abstract class"),
                List.of("permits Paid", "permits Paid, Free"),
                List.of("int MAX", "long MAX"),
                List.of("protected @N", "public @N"),
                List.of("@Nullable String", "String"),
                List.of("? extends", "? super"),
                List.of("int...", "int"),
                List.of("throws IOException", ""),
                List.of("void internal", "public void internal"),
                List.of("long count", "int count"))) {
            String changed = source.replace(change.get(0), change.get(1));
            assertThat(signatures(sources, changed, builder))
                    .as("%s", change)
                    .isNotEqualTo(signatures(sources, source, builder));
        }
        assertThat(signatures(sources, source, builder.replace("id(String", "id(Object")))
                .contains("public Builder id(Object)");
    }

    private static String signatures(Path folder, String source, String builder) throws IOException {
        Files.writeString(folder.resolve("Order.java"), source);
        Files.writeString(folder.resolve("ImmutableOrder.java"), builder);
        return ApiSignatures.of(parse(folder), "api"::equals);
    }

    private static List<CompilationUnitTree> parse(Path... folders) throws IOException {
        JavacTask task = JavaSources.parser(JavaSources.below(Stream.of(folders).filter(Files::isDirectory)));
        List<CompilationUnitTree> units = new ArrayList<>();
        task.parse().forEach(units::add);
        return units;
    }
}
