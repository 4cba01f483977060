package io.github.reel4j.project;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DirectiveTree;
import com.sun.source.tree.ExportsTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Makes {@code docs/api.md}: the types that every module exports, by audience, with the first sentence of each. */
final class ApiDocument {

    static final List<String> MODULES = List.of(
            "core",
            "micrometer",
            "order-queue",
            "provider-feign",
            "provider-testkit",
            "spring-boot/autoconfigure",
            "spring-boot/starter-test");

    /** A public type of an exported package. */
    record ExportedType(String module, String packageName, String name, String kind, String summary) {

        ApiAudience audience() {
            return ApiAudience.of(packageName, name);
        }
    }

    private ApiDocument() {}

    /** Returns the exported types of all modules, in the order of their modules, packages and names. */
    static List<ExportedType> types() {
        return MODULES.stream().flatMap(ApiDocument::exported).toList();
    }

    static String text(List<ExportedType> exported) {
        StringBuilder text = new StringBuilder("""
                # API by audience

                Every public type of an exported package, with the first sentence of its Javadoc. Other packages are
                internal: they may change in any release. The modules for Spring Boot are no Java modules, so all
                their packages are exported. Their properties are API too: [Spring Boot](spring-boot.md#properties).
                A test fails when this page and the sources differ; `./mvnw verify -Dreel4j.docs.write=true` writes it.
                """);
        Map<ApiAudience, List<ExportedType>> byAudience =
                exported.stream().collect(Collectors.groupingBy(ExportedType::audience));
        for (ApiAudience audience : ApiAudience.values()) {
            text.append("\n## ").append(audience.title()).append('\n');
            Map<String, List<ExportedType>> byPackage = byAudience.getOrDefault(audience, List.of()).stream()
                    .collect(Collectors.groupingBy(ExportedType::packageName, LinkedHashMap::new, Collectors.toList()));
            byPackage.forEach((name, types) -> append(text, name, types));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String packageName, List<ExportedType> types) {
        text.append("\n### `").append(packageName).append("`\n\n| Type | What it is |\n|---|---|\n");
        for (ExportedType type : types) {
            text.append("| `%s` %s | %s |\n".formatted(type.name(), type.kind(), type.summary()));
        }
    }

    /** Returns the packages that a module exports to all others; all packages of a jar that is no Java module. */
    static Set<String> exportedPackages(String module) {
        return exportedPackages(parsed(parser(module)));
    }

    private static Set<String> exportedPackages(List<CompilationUnitTree> units) {
        if (units.stream().noneMatch(unit -> unit.getModule() != null)) {
            return units.stream()
                    .flatMap(unit -> Stream.ofNullable(unit.getPackageName()))
                    .map(Object::toString)
                    .collect(Collectors.toSet());
        }
        return units.stream()
                .filter(unit -> unit.getModule() != null)
                .flatMap(unit -> unit.getModule().getDirectives().stream())
                .filter(ApiDocument::isExportToAll)
                .map(directive -> ((ExportsTree) directive).getPackageName().toString())
                .collect(Collectors.toSet());
    }

    private static JavacTask parser(String module) {
        return JavaSources.parser(
                JavaSources.below(Stream.of(Repository.ROOT.resolve(module).resolve("src/main/java"))));
    }

    private static List<CompilationUnitTree> parsed(JavacTask task) {
        List<CompilationUnitTree> units = new ArrayList<>();
        try {
            task.parse().forEach(units::add);
            return units;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<ExportedType> exported(String module) {
        JavacTask task = parser(module);
        List<CompilationUnitTree> units = parsed(task);
        DocTrees docs = DocTrees.instance(task);
        Set<String> packages = exportedPackages(units);
        return units.stream()
                .filter(unit -> unit.getPackageName() != null
                        && packages.contains(unit.getPackageName().toString()))
                .flatMap(unit -> unit.getTypeDecls().stream()
                        .filter(type -> type instanceof ClassTree declared
                                && declared.getModifiers().getFlags().contains(Modifier.PUBLIC))
                        .map(type -> new ExportedType(
                                module,
                                unit.getPackageName().toString(),
                                ((ClassTree) type).getSimpleName().toString(),
                                kind(type),
                                summary(docs, new TreePath(new TreePath(unit), type)))))
                .sorted(Comparator.comparing(ExportedType::packageName).thenComparing(ExportedType::name));
    }

    private static boolean isExportToAll(DirectiveTree directive) {
        return directive instanceof ExportsTree exports
                && (exports.getModuleNames() == null || exports.getModuleNames().isEmpty());
    }

    private static String kind(Tree type) {
        return switch (type.getKind()) {
            case INTERFACE -> "interface";
            case RECORD -> "record";
            case ENUM -> "enum";
            case ANNOTATION_TYPE -> "annotation";
            default -> "class";
        };
    }

    private static String summary(DocTrees docs, TreePath type) {
        DocCommentTree comment = docs.getDocCommentTree(type);
        if (comment == null) {
            return "";
        }
        return comment.getFirstSentence().stream()
                .map(Object::toString)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replaceAll("\\{@(?:code|literal) ([^}]*)}", "`$1`")
                .replaceAll("\\{@link(?:plain)? #?([^ }]*)}", "`$1`")
                .replaceAll("\\{@link(?:plain)? [^ }]* ([^}]*)}", "$1")
                .replace("|", "\\|")
                .strip();
    }
}
