package io.github.reel4j.project;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes the signatures that programs can compile against, one per line, as the sources have them: public types of
 * given packages with their public and protected members. Members of a class that only its own package sees, such as
 * a generated builder, are written where a public class inherits them.
 */
final class ApiSignatures {

    private static final Set<String> ANNOTATIONS = Set.of("Deprecated", "FunctionalInterface");
    private static final Set<Modifier> IRRELEVANT = EnumSet.of(
            Modifier.SYNCHRONIZED, Modifier.NATIVE, Modifier.STRICTFP, Modifier.TRANSIENT, Modifier.VOLATILE);

    private final Map<String, ClassTree> types = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();

    private ApiSignatures(Iterable<CompilationUnitTree> units) {
        for (CompilationUnitTree unit : units) {
            String packageName = String.valueOf(unit.getPackageName());
            unit.getTypeDecls().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .forEach(type -> types.put(packageName + "." + type.getSimpleName(), type));
        }
    }

    /** Returns the signatures of the packages; the units are the sources of a module, also the generated ones. */
    static String of(Iterable<CompilationUnitTree> units, Predicate<String> isExported) {
        ApiSignatures signatures = new ApiSignatures(units);
        Map<String, List<ClassTree>> byPackage = new TreeMap<>();
        signatures.types.forEach((name, type) -> {
            if (isExported.test(packageOf(name)) && isVisible(type.getModifiers(), false)) {
                byPackage
                        .computeIfAbsent(packageOf(name), none -> new ArrayList<>())
                        .add(type);
            }
        });
        byPackage.forEach((packageName, types) -> {
            signatures.text.append('\n').append(packageName).append('\n');
            types.forEach(type ->
                    signatures.append(type, packageName, type.getSimpleName().toString(), "  "));
        });
        return signatures.text.toString();
    }

    private void append(ClassTree type, String packageName, String name, String indent) {
        text.append(indent)
                .append(modifiers(type.getModifiers()))
                .append(header(type, name))
                .append('\n');
        Set<String> members = new TreeSet<>();
        addMembers(type, type, packageName, members);
        members.forEach(
                member -> text.append(indent).append("  ").append(member).append('\n'));
        nested(type).forEach(inner -> append(inner, packageName, name + "." + inner.getSimpleName(), indent));
    }

    private static Stream<ClassTree> nested(ClassTree type) {
        return type.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(inner -> isVisible(inner.getModifiers(), isInterface(type)))
                .sorted(Comparator.comparing(inner -> inner.getSimpleName().toString()));
    }

    private void addMembers(ClassTree owner, ClassTree seen, String packageName, Set<String> members) {
        boolean inherited = owner != seen;
        List<? extends Tree> declared = owner.getMembers();
        for (Tree member : declared) {
            if (member instanceof MethodTree method && isVisible(method.getModifiers(), isInterface(owner))) {
                boolean constructor = method.getReturnType() == null;
                if (!constructor || !inherited) {
                    members.add(signature(method, seen));
                }
            } else if (member instanceof VariableTree field
                    && !isComponent(owner, field)
                    && isVisible(field.getModifiers(), isInterface(owner))) {
                members.add(modifiers(field.getModifiers()) + typeOf(field) + " " + field.getName());
            }
        }
        if (!inherited
                && owner.getKind() == Tree.Kind.CLASS
                && declared.stream()
                        .noneMatch(member -> member instanceof MethodTree method && method.getReturnType() == null)) {
            members.add("implicit " + owner.getSimpleName() + "()");
        }
        hiddenSuperclass(owner, packageName).ifPresent(hidden -> addMembers(hidden, seen, packageName, members));
    }

    /** Returns the superclass if programs cannot see it, so that its members are those of the subclass. */
    private Optional<ClassTree> hiddenSuperclass(ClassTree type, String packageName) {
        if (type.getExtendsClause() == null) {
            return Optional.empty();
        }
        String[] names = type(type.getExtendsClause()).replaceFirst("<.*", "").split("\\.", -1);
        ClassTree found = types.get(packageName + "." + names[0]);
        if (found == null || isVisible(found.getModifiers(), false)) {
            return Optional.empty();
        }
        for (String name : List.of(names).subList(1, names.length)) {
            found = found.getMembers().stream()
                    .filter(member -> member instanceof ClassTree inner
                            && inner.getSimpleName().contentEquals(name))
                    .map(ClassTree.class::cast)
                    .findFirst()
                    .orElseThrow();
        }
        return Optional.of(found);
    }

    private static String header(ClassTree type, String name) {
        StringBuilder header = new StringBuilder(kind(type)).append(' ').append(name);
        header.append(list(type.getTypeParameters(), "<", ">"));
        if (type.getKind() == Tree.Kind.RECORD) {
            header.append(type.getMembers().stream()
                    .filter(member -> member instanceof VariableTree field && isComponent(type, field))
                    .map(member -> typeOf((VariableTree) member) + " " + ((VariableTree) member).getName())
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        if (type.getExtendsClause() != null && !type(type.getExtendsClause()).contains("Immutable")) {
            header.append(" extends ").append(type(type.getExtendsClause()));
        }
        String implemented = isInterface(type) ? " extends " : " implements ";
        header.append(list(type.getImplementsClause(), implemented, ""));
        return header.append(list(type.getPermitsClause(), " permits ", "")).toString();
    }

    private static String signature(MethodTree method, ClassTree seen) {
        List<String> parameters = new ArrayList<>();
        method.getParameters().forEach(parameter -> parameters.add(typeOf(parameter)));
        String name = method.getReturnType() == null
                ? seen.getSimpleName().toString()
                : annotated(method.getModifiers(), type(method.getReturnType())) + " " + method.getName();
        return modifiers(method.getModifiers())
                + list(method.getTypeParameters(), "<", "> ")
                + name
                + "("
                + String.join(", ", parameters)
                + ")"
                + list(method.getThrows(), " throws ", "")
                + (method.getDefaultValue() == null ? "" : " default " + method.getDefaultValue());
    }

    private static String typeOf(VariableTree variable) {
        String type = annotated(variable.getModifiers(), type(variable.getType()));
        boolean repeated = variable.toString().contains("...");
        return repeated ? type.replaceFirst("\\[]$", "...") : type;
    }

    /** A null annotation before a method or parameter is parsed as one of its modifiers, but belongs to its type. */
    private static String annotated(ModifiersTree modifiers, String type) {
        boolean nullable = modifiers.getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Nullable"));
        return nullable ? "@Nullable " + type : type;
    }

    private static String modifiers(ModifiersTree modifiers) {
        String annotations = modifiers.getAnnotations().stream()
                .map(annotation -> annotation.getAnnotationType().toString())
                .filter(ANNOTATIONS::contains)
                .map(name -> "@" + name + " ")
                .collect(Collectors.joining());
        return annotations
                + modifiers.getFlags().stream()
                        .filter(flag -> !IRRELEVANT.contains(flag))
                        .sorted()
                        .map(flag -> flag + " ")
                        .collect(Collectors.joining());
    }

    private static boolean isVisible(ModifiersTree modifiers, boolean inInterface) {
        Set<Modifier> flags = modifiers.getFlags();
        return flags.contains(Modifier.PUBLIC)
                || flags.contains(Modifier.PROTECTED)
                || (inInterface && !flags.contains(Modifier.PRIVATE));
    }

    /** Fields of a record that are not static are its components. */
    private static boolean isComponent(ClassTree type, VariableTree field) {
        return type.getKind() == Tree.Kind.RECORD
                && !field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private static boolean isInterface(ClassTree type) {
        return type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
    }

    private static String kind(ClassTree type) {
        return switch (type.getKind()) {
            case ANNOTATION_TYPE -> "@interface";
            case INTERFACE -> "interface";
            case RECORD -> "record";
            case ENUM -> "enum";
            default -> "class";
        };
    }

    private static String list(List<? extends Tree> trees, String before, String after) {
        return trees.isEmpty()
                ? ""
                : trees.stream().map(ApiSignatures::type).collect(Collectors.joining(", ", before, after));
    }

    /** Returns a type as the compiler prints it, but annotations always without parentheses. */
    private static String type(Tree tree) {
        return tree.toString().replace("()", "").replaceAll("\\s+", " ").strip();
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
