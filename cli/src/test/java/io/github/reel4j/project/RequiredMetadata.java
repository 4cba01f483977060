package io.github.reel4j.project;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import io.github.reel4j.provider.feign.VendorResponse;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Derives from compiled classes what the metadata of their artifact must register. */
final class RequiredMetadata {

    private static final String OURS = "io.github.reel4j.";
    private static final String[] ALL = ReachabilityMetadata.ALL_MEMBERS.toArray(String[]::new);

    private final ReachabilityMetadata required = new ReachabilityMetadata();
    private final Set<Type> visited = new HashSet<>();

    private RequiredMetadata() {}

    /**
     * Returns the metadata that these classes need: for each Feign interface its proxy, its methods, and the types that
     * JSON is read into or written from; for each class with commands or options of picocli its members.
     */
    static ReachabilityMetadata of(JavaClasses classes) {
        RequiredMetadata derived = new RequiredMetadata();
        for (JavaClass type : classes) {
            if (type.getMethods().stream().anyMatch(method -> isAnnotated(method, "feign."))) {
                derived.addFeignInterface(type.reflect());
            }
            if (isPicocli(type)) {
                derived.addPicocli(type.reflect());
            }
        }
        return derived.required;
    }

    private static boolean isPicocli(JavaClass type) {
        return type.getAnnotations().stream().anyMatch(each -> isOf(each, "picocli."))
                || type.getMembers().stream().anyMatch(member -> isAnnotated(member, "picocli."));
    }

    private static boolean isAnnotated(JavaMember member, String library) {
        return member.getAnnotations().stream().anyMatch(each -> isOf(each, library));
    }

    private static boolean isOf(JavaAnnotation<?> annotation, String library) {
        return annotation.getRawType().getName().startsWith(library);
    }

    private void addFeignInterface(Class<?> api) {
        required.proxy(api.getName()).type(api.getName(), "allDeclaredMethods");
        for (Method method : api.getMethods()) {
            addJson(method.getGenericReturnType());
            Stream.of(method.getGenericParameterTypes()).forEach(this::addJson);
        }
    }

    /** Adds what Jackson and JsonRecordMembers use of a type, and of the types of its components. */
    private void addJson(Type type) {
        if (!visited.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType parameterized) {
            addJson(parameterized.getRawType());
            Stream.of(parameterized.getActualTypeArguments()).forEach(this::addJson);
        } else if (type instanceof Class<?> each && each.isArray()) {
            addJson(Objects.requireNonNull(each.getComponentType()));
        } else if (type == VendorResponse.class) {
            required.type(VendorResponse.class.getName()); // Feign only resolves its name
        } else if (type instanceof Class<?> each && each.getName().startsWith(OURS)) {
            addJsonMembers(each);
        }
    }

    private void addJsonMembers(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is used for JSON and is not a record");
        }
        required.type(type.getName(), ALL);
        addCreatedByAnnotations(type, "com.fasterxml.jackson.");
        for (RecordComponent component : Objects.requireNonNull(type.getRecordComponents())) {
            addCreatedByAnnotations(component.getAccessor(), "com.fasterxml.jackson.");
            addJson(component.getGenericType());
        }
    }

    private void addPicocli(Class<?> type) {
        required.type(type.getName(), ALL);
        addCreatedByAnnotations(type, "picocli.");
        Stream.of(type.getDeclaredFields()).forEach(field -> addCreatedByAnnotations(field, "picocli."));
        Stream.of(type.getDeclaredMethods()).forEach(method -> addCreatedByAnnotations(method, "picocli."));
    }

    /** Adds the classes that annotations name, and of which the library creates objects. */
    private void addCreatedByAnnotations(AnnotatedElement element, String library) {
        Stream.of(element.getAnnotations())
                .filter(annotation -> annotation.annotationType().getName().startsWith(library))
                .flatMap(RequiredMetadata::classes)
                .forEach(created -> required.type(created.getName(), "<init>()"));
    }

    private static Stream<Class<?>> classes(Annotation annotation) {
        return Stream.of(annotation.annotationType().getDeclaredMethods())
                .filter(member -> !Objects.equals(member.getDefaultValue(), value(member, annotation)))
                .map(member -> value(member, annotation))
                .flatMap(value -> value instanceof Class<?>[] many ? Stream.of(many) : Stream.of(value))
                .filter(Class.class::isInstance)
                .<Class<?>>map(Class.class::cast);
    }

    private static Object value(Method member, Annotation annotation) {
        try {
            return member.invoke(annotation);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(member + " cannot be called", e);
        }
    }
}
