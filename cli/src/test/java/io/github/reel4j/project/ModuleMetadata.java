package io.github.reel4j.project;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailedProviderAttempt;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderContext;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.RedactedFailure;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.spi.VideoProviderFactory;
import java.io.Console;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The reachability metadata of a module: what its jar has, and what its classes and resources need. */
final class ModuleMetadata {

    private static final String FILE = "META-INF/native-image/io.github.reel4j/reel4j-%s/reachability-metadata.json";

    /** What the calls of a module need that {@link RequiredMetadata} cannot derive from its classes. */
    private static final Map<String, Consumer<ReachabilityMetadata>> NEEDS_OF_CALLS = Map.of(
            "core", ModuleMetadata::addNeedsOfCore,
            "provider-feign", ModuleMetadata::addNeedsOfProviderFeign,
            "cli", ModuleMetadata::addNeedsOfCli);

    private final String module;
    private final Path classes;
    private final JavaClasses imported;

    private ModuleMetadata(String module) {
        this.module = module;
        this.classes = Repository.ROOT.resolve(module).resolve("target/classes");
        this.imported = new ClassFileImporter().importPath(classes);
    }

    /** Returns the modules that programs have on their class path; Spring makes the metadata of its modules itself. */
    static List<ModuleMetadata> all() {
        return Repository.modules().stream()
                .filter(module -> !module.startsWith("spring-boot") && !module.startsWith("examples"))
                .filter(module -> !module.equals("bom") && !module.equals("official-clients"))
                .filter(module ->
                        Files.isDirectory(Repository.ROOT.resolve(module).resolve("target/classes")))
                .map(ModuleMetadata::new)
                .toList();
    }

    String module() {
        return module;
    }

    int classCount() {
        return imported.size();
    }

    Map<String, SortedSet<String>> reflectiveCalls() {
        return ReflectiveCalls.in(imported);
    }

    /** Returns the file in the sources. */
    Path source() {
        return Repository.ROOT.resolve(module).resolve("src/main/resources").resolve(FILE.formatted(module));
    }

    /** Returns the file in the jar. */
    Path packaged() {
        return classes.resolve(FILE.formatted(module));
    }

    ReachabilityMetadata required() {
        ReachabilityMetadata required = RequiredMetadata.of(imported);
        Repository.files(classes, "").stream()
                .map(file -> file.toString().replace('\\', '/'))
                .filter(file -> !file.endsWith(".class") && !file.startsWith("META-INF/native-image/"))
                .forEach(required::resource);
        NEEDS_OF_CALLS.getOrDefault(module, none -> {}).accept(required);
        return required;
    }

    private static void addNeedsOfCore(ReachabilityMetadata required) {
        required.resource("META-INF/services/" + VideoProviderFactory.class.getName())
                .type(Executors.class.getName(), "newVirtualThreadPerTaskExecutor()");
        serialized(new VideoException(failure())).forEach(name -> required.type(name, "serializable"));
    }

    private static void addNeedsOfProviderFeign(ReachabilityMetadata required) {
        required.resource("META-INF/maven/io.github.openfeign/feign-core/pom.properties");
    }

    private static void addNeedsOfCli(ReachabilityMetadata required) {
        required.type(Console.class.getName(), "isTerminal()");
        Stream.of(Objects.requireNonNull(ClientEvent.class.getPermittedSubclasses()))
                .forEach(event -> required.type(event.getName(), "allDeclaredMethods"));
        required.type(OrderContext.class.getName(), "allDeclaredMethods")
                .type(RedactedFailure.class.getName(), "allDeclaredMethods");
    }

    /** Returns a failure of which every part is present. */
    private static VideoFailure failure() {
        DocumentAnchor source = new DocumentAnchor("page", "quote");
        return VideoFailure.builder()
                .kind(FailureKind.GENERATION_FAILED)
                .message("message")
                .vendorCode("code")
                .vendorMessage("message")
                .task(new TaskRef(
                        ProviderId.of("fal"), Operation.TEXT_TO_VIDEO, "video", "id", "0123456789ab", Instant.EPOCH))
                .retryAfter(Duration.ofSeconds(1))
                .rawResponse("{}")
                .violations(new Violation("size", Optional.of("9*9"), "too small", Optional.of(source)))
                .previousAttempts(new FailedProviderAttempt(
                        ProviderId.of("pixazo"), VideoFailure.of(FailureKind.UNREACHABLE, "no route")))
                .build();
    }

    /** Returns the classes that Java serialization describes when it writes {@code value}. */
    private static List<String> serialized(Object value) {
        List<String> names = new ArrayList<>();
        try (ObjectOutputStream stream = new ObjectOutputStream(OutputStream.nullOutputStream()) {
            @Override
            protected void writeClassDescriptor(ObjectStreamClass descriptor) throws IOException {
                names.add(descriptor.forClass().getTypeName());
                super.writeClassDescriptor(descriptor);
            }
        }) {
            stream.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
