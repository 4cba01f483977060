package io.github.reel4j.project;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the calls whose effect native-image may not see in the code: reflection, resources, services, serialization,
 * and the entry points of Feign, Jackson and picocli, which use reflection.
 */
final class ReflectiveCalls {

    private static final Pattern REFLECTIVE = Pattern.compile(Stream.of(
                    "java\\.lang\\.Class\\.(forName|newInstance)",
                    "java\\.lang\\.Class\\.get(Declared)?(Methods?|Fields?|Constructors?|Classes)",
                    "java\\.lang\\.Class\\.(getRecordComponents|getPermittedSubclasses)",
                    "java\\.lang\\.(Class|ClassLoader|Module)\\.(get(System)?Resource.*|resources|loadClass)",
                    "java\\.lang\\.reflect\\.\\w+\\.(invoke|newInstance|newProxyInstance|getProxyClass|(get|set)\\w*)",
                    "java\\.lang\\.reflect\\.\\w+\\.(setAccessible|trySetAccessible)",
                    "java\\.lang\\.invoke\\.MethodHandles\\.(lookup|privateLookupIn|publicLookup)",
                    "java\\.util\\.(ServiceLoader\\.load.*|ResourceBundle\\.getBundle)",
                    "java\\.util\\.concurrent\\.atomic\\.\\w+FieldUpdater\\.newUpdater",
                    "java\\.io\\.Object(In|Out)putStream\\.(read|write|default|put).*",
                    "feign\\.Feign\\$Builder\\.target",
                    "feign\\.jackson\\.\\w+\\.<init>",
                    "com\\.fasterxml\\.jackson\\.databind\\..*\\.(readValues?|(read|write)er\\w*|writeValue\\w*)",
                    "com\\.fasterxml\\.jackson\\.databind\\..*\\.(convertValue|constructType|treeToValue|valueToTree)",
                    "com\\.fasterxml\\.jackson\\.databind\\..*\\.(putPOJO|addPOJO|pojoNode|updateValue)",
                    "picocli\\.CommandLine\\.<init>")
            .collect(Collectors.joining("|")));

    /** Methods of the reflection API that only read what native-image always keeps. */
    private static final Pattern HARMLESS = Pattern.compile(
            "java\\.lang\\.reflect\\.\\w+\\.get(Modifiers|Name|ParameterCount|ParameterTypes|ExceptionTypes|RawType"
                    + "|ActualTypeArguments|DeclaringRecord|DeclaringClass|ReturnType|Annotations?|Type|Cause"
                    + "|TargetException)");

    private ReflectiveCalls() {}

    /** Returns the calls, such as {@code Class.getMethod}, by the names of the top-level classes that contain them. */
    static Map<String, SortedSet<String>> in(JavaClasses classes) {
        Map<String, SortedSet<String>> calls = new TreeMap<>();
        for (JavaClass type : classes) {
            type.getAccessesFromSelf().stream()
                    .map(ReflectiveCalls::name)
                    .filter(call -> REFLECTIVE.matcher(call).matches()
                            && !HARMLESS.matcher(call).matches())
                    .map(call -> call.replaceFirst("^([a-z0-9]+\\.)+", ""))
                    .forEach(call -> calls.computeIfAbsent(topLevel(type), any -> new TreeSet<>())
                            .add(call));
        }
        return calls;
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
