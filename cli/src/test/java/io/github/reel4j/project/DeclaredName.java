package io.github.reel4j.project;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * The name of a type, method, field or enum constant that a source file declares.
 *
 * @param owner the simple names of the enclosing types, outermost first, joined with dots; empty for a top-level type
 * @param nestedPrivate whether it is a nested type with the modifier {@code private}
 * @param location the file and the line
 */
record DeclaredName(Kind kind, String owner, String name, boolean nestedPrivate, String location) {

    enum Kind {
        TYPE,
        METHOD,
        FIELD
    }

    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+");

    /** Returns the words of the name in lower case: camel case and underscores separate them. */
    List<String> words() {
        return WORD.matcher(name)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Returns {@code Type}, {@code Outer.Type} or {@code Outer#member}. */
    String qualified() {
        if (owner.isEmpty()) {
            return name;
        }
        return owner + (kind == Kind.TYPE ? "." : "#") + name;
    }

    /** Parses the sources, without resolving types, and returns what they declare. */
    static List<DeclaredName> of(Iterable<? extends JavaFileObject> sources) {
        JavacTask task = JavaSources.parser(sources);
        List<DeclaredName> names = new ArrayList<>();
        try {
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, positions, names).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<DeclaredName> names;
        private final List<String> owners = new ArrayList<>();

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<DeclaredName> names) {
            this.unit = unit;
            this.positions = positions;
            this.names = names;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            boolean isAnonymous = type.getSimpleName().length() == 0;
            if (!isAnonymous) {
                boolean isPrivate = type.getModifiers().getFlags().contains(Modifier.PRIVATE);
                add(Kind.TYPE, type.getSimpleName().toString(), !owners.isEmpty() && isPrivate, type);
                owners.add(type.getSimpleName().toString());
            }
            super.visitClass(type, null);
            if (!isAnonymous) {
                owners.remove(owners.size() - 1);
            }
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            if (!method.getName().contentEquals("<init>") && !overrides(method)) {
                add(Kind.METHOD, method.getName().toString(), false, method);
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
            if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
                add(Kind.FIELD, variable.getName().toString(), false, variable);
            }
            return super.visitVariable(variable, null);
        }

        /** The name of an overriding method is decided elsewhere, often in a library. */
        private static boolean overrides(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
        }

        private void add(Kind kind, String name, boolean nestedPrivate, Tree tree) {
            LineMap lines = unit.getLineMap();
            long line = lines.getLineNumber(positions.getStartPosition(unit, tree));
            String location = unit.getSourceFile().getName() + ":" + line;
            names.add(new DeclaredName(kind, String.join(".", owners), name, nestedPrivate, location));
        }
    }
}
