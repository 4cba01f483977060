package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.project.Markdown.Block;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the classes of docs/runtimes in Weld SE and in Tomcat, against a simulated vendor. */
@Timeout(300)
class RuntimeDocumentsTest {

    /** The pages whose samples belong together, and need more than core. {@link DocumentsTest} leaves them out. */
    static final Set<String> PAGES = Set.of("cdi.md", "servlet-container.md");

    private static final Path JARS = Repository.ROOT.resolve("cli/target/runtimes");
    private static final Path WELD = JARS.resolve("weld-se-shaded.jar");
    private static final Path TOMCAT = JARS.resolve("tomcat-embed-core.jar");

    @TempDir
    private Path workshop;

    private Artifacts artifacts;
    private Simulator pixazo;

    @BeforeEach
    void start() {
        artifacts = new Artifacts(workshop);
        pixazo = PixazoSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ZERO)
                .start();
    }

    @AfterEach
    void close() {
        pixazo.close();
    }

    @Test
    void beans_order_once_and_the_container_closes_the_client() throws IOException {
        Map<String, String> sources = sources("cdi.md");
        sources.put("ClosedClient.java", SmallProgram.resource("runtimes/ClosedClient.java.txt"));
        List<Path> classPath = compiled("beans", sources, WELD);

        Outcome outcome = java(classPath).run("TrailerProgram");
        Outcome closed = java(classPath).run("ClosedClient");

        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        assertThat(outcome.out()).contains("trailer.mp4");
        assertThat(workshop.resolve("trailer.mp4"))
                .content(StandardCharsets.ISO_8859_1)
                .contains("ftyp");
        assertThat(closed.out()).as(closed.everything()).contains("same client: true", "closed: INTERRUPTED");
        assertThat(pixazo.ledger().orders()).hasSize(1);
    }

    /** The page says why the scope is {@code @Singleton}. */
    @Test
    void a_scope_with_a_client_proxy_is_rejected() throws IOException {
        Map<String, String> sources = sources("cdi.md");
        sources.replaceAll((name, text) -> text.replace("    @Singleton\n", "    @ApplicationScoped\n"));

        Outcome outcome = java(compiled("proxied", sources, WELD)).run("TrailerProgram");

        assertThat(outcome.exit()).as(outcome.everything()).isNotZero();
        assertThat(outcome.everything()).contains("io.github.reel4j.VideoClient", "final");
        assertThat(pixazo.ledger().orders()).isEmpty();
    }

    @Test
    void a_web_application_is_redeployed_without_a_leak() throws IOException {
        Path application = webApplication();
        List<Path> program = List.of(
                TOMCAT,
                JARS.resolve("tomcat-annotations-api.jar"),
                Compilation.into(workshop.resolve("program"))
                        .classPath(List.of(TOMCAT))
                        .compile(Map.of("Redeployment.java", SmallProgram.resource("runtimes/Redeployment.java.txt"))));

        Outcome outcome = java(program)
                // Jackson's buffers are softly reachable from the threads of Tomcat
                .options("-XX:SoftRefLRUPolicyMSPerMB=0")
                .options(opened("java.lang", "java.io", "java.util", "java.util.concurrent"))
                .options("--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED")
                .run("program.Redeployment", workshop.resolve("tomcat").toString(), application.toString());

        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        assertThat(outcome.lines().stream().filter(line -> line.startsWith("202 reel:1:pixazo:")))
                .as(outcome.everything())
                .hasSize(3);
        assertThat(outcome.lines().stream().filter(line -> line.equals("200 Succeeded")))
                .as(outcome.everything())
                .hasSize(3);
        assertThat(outcome.out())
                .as(outcome.everything())
                .contains("class loaders left: 0")
                .doesNotContain("Tomcat warns");
        assertThat(pixazo.ledger().orders()).hasSize(3);
    }

    private static String[] opened(String... packages) {
        return Stream.of(packages)
                .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
                .toArray(String[]::new);
    }

    /** Returns a folder with the layout of a web application. */
    private Path webApplication() throws IOException {
        Path application = workshop.resolve("application");
        Path libraries = Files.createDirectories(application.resolve("WEB-INF/lib"));
        for (Path jar : artifacts.with("pixazo")) {
            Files.copy(jar, libraries.resolve(jar.getFileName().toString()));
        }
        Compilation.into(Files.createDirectories(application.resolve("WEB-INF/classes")))
                .classPath(List.of(artifacts.of("core"), TOMCAT))
                .compile(sources("servlet-container.md"));
        return application;
    }

    private static Map<String, String> sources(String page) {
        Map<String, String> sources = new HashMap<>();
        for (Block block : Markdown.of("docs/runtimes/" + page).blocks("java")) {
            sources.put(Snippets.typeOf(block) + ".java", block.text());
        }
        return sources;
    }

    private List<Path> compiled(String folder, Map<String, String> sources, Path container) throws IOException {
        List<Path> core = new ArrayList<>(artifacts.core());
        core.add(container);
        Path classes = Compilation.into(Files.createDirectories(workshop.resolve(folder)))
                .classPath(core)
                .compile(sources);
        List<Path> classPath = new ArrayList<>(artifacts.with("pixazo"));
        classPath.addAll(List.of(container, classes));
        return classPath;
    }

    private ChildJvm java(List<Path> classPath) {
        return new ChildJvm(workshop).classPath(classPath).environment(SmallProgram.settings("pixazo", pixazo));
    }
}
