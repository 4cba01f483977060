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

    private static final String BASE = "io.github.reel4j";
    static final List<String> MODULES =
            List.of("core", "micrometer", "order-queue", "provider-feign", "provider-testkit");

    enum Audience {
        PROGRAMS("Programs that order videos"),
        PROVIDER_AUTHORS("Authors of providers"),
        TESTERS("Tests of programs and of providers");

        private final String title;

        Audience(String title) {
            this.title = title;
        }
    }

    /** Packages that only one audience needs. */
    private static final Map<String, Audience> AUDIENCES = Map.ofEntries(
            Map.entry(BASE, Audience.PROGRAMS),
            Map.entry(BASE + ".model", Audience.PROGRAMS),
            Map.entry(BASE + ".polling", Audience.PROGRAMS),
            Map.entry(BASE + ".journal", Audience.PROGRAMS),
            Map.entry(BASE + ".micrometer", Audience.PROGRAMS),
            Map.entry(BASE + ".queue", Audience.PROGRAMS),
            Map.entry(BASE + ".queue.model", Audience.PROGRAMS),
            Map.entry(BASE + ".port", Audience.PROVIDER_AUTHORS),
            Map.entry(BASE + ".spi", Audience.PROVIDER_AUTHORS),
            Map.entry(BASE + ".pricing", Audience.PROVIDER_AUTHORS),
            Map.entry(BASE + ".provider.feign", Audience.PROVIDER_AUTHORS));

    /** Ports that programs implement or call. */
    private static final Set<String> PORTS_OF_PROGRAMS =
            Set.of("ClientListener", "ContextPropagation", "OrderJournal", "Scheduler");

    /** Values that programs see only if they list models, and that providers are made of. */
    private static final Set<String> MODEL_OF_PROVIDERS = Set.of(
            "CallbackHint",
            "WireValue",
            "Constraint",
            "DocumentAnchor",
            "FieldSpec",
            "ModelSpec",
            "Price",
            "ReceivedCallback",
            "ResolvedRequest",
            "WireRequest");

    /** A public type of an exported package. */
    record ExportedType(String module, String packageName, String name, String kind, String summary) {

        Audience audience() {
            if (packageName.startsWith(BASE + ".testkit")) {
                return Audience.TESTERS;
            }
            if (packageName.endsWith(".port") && PORTS_OF_PROGRAMS.contains(name)) {
                return Audience.PROGRAMS;
            }
            if (packageName.endsWith(".model") && MODEL_OF_PROVIDERS.contains(name)) {
                return Audience.PROVIDER_AUTHORS;
            }
            Audience audience = AUDIENCES.get(packageName);
            if (audience == null) {
                throw new IllegalStateException("package " + packageName + " is exported, but has no audience here");
            }
            return audience;
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
                internal: they may change in any release. A test fails when this page and the sources differ;
                `./mvnw verify -Dreel4j.docs.write=true` writes it.
                """);
        Map<Audience, List<ExportedType>> byAudience =
                exported.stream().collect(Collectors.groupingBy(ExportedType::audience));
        for (Audience audience : Audience.values()) {
            text.append("\n## ").append(audience.title).append('\n');
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

    /** Returns the packages that a module exports to all others. */
    static Set<String> exportedPackages(String module) {
        return exportedPackages(parsed(parser(module)));
    }

    private static Set<String> exportedPackages(List<CompilationUnitTree> units) {
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
