package io.github.reel4j.testkit.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.VideoProviderContract;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Tests that document, suite and the Javadoc of the ports contain the same rules. */
class ContractDocumentTest {

    private static final Pattern CITED = Pattern.compile("RC-(\\d{3})(?: to RC-(\\d{3}))?");

    private final Set<String> written = ContractRuleReader.rules().keySet();

    @Test
    void the_document_has_each_rule_once_and_complete() throws IOException {
        List<String> headings = Files.readAllLines(Path.of("../docs/provider-contract.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertThat(headings).doesNotHaveDuplicates().containsExactlyElementsOf(written);
        assertThat(ContractRuleReader.rules().values()).allSatisfy(rule -> {
            assertThat(rule.demand()).matches("(MUST|MUST NOT|MAY) .*");
            assertThat(List.of(rule.intent(), rule.breaks(), rule.likely())).noneMatch(String::isBlank);
        });
    }

    @Test
    void every_rule_is_one_test_of_the_suite() {
        List<String> tested = tests().stream()
                .map(test -> test.getAnnotation(DisplayName.class).value().substring(0, 6))
                .toList();
        assertThat(tested).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void every_rule_is_cited_by_the_javadoc_of_a_port_or_the_spi() throws IOException {
        Set<String> cited = new TreeSet<>();
        for (String folder : List.of("port", "spi")) {
            try (Stream<Path> files = Files.list(Path.of("../core/src/main/java/io/github/reel4j", folder))) {
                for (Path file : files.toList()) {
                    cited.addAll(citedIn(Files.readString(file)));
                }
            }
        }
        assertThat(cited).containsExactlyInAnyOrderElementsOf(written);
    }

    private Set<String> citedIn(String source) {
        String specs = Arrays.stream(source.split("@implSpec", -1)).skip(1).collect(Collectors.joining(" "));
        Set<String> cited = new TreeSet<>();
        Matcher matcher = CITED.matcher(specs);
        while (matcher.find()) {
            int from = Integer.parseInt(matcher.group(1));
            int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            IntStream.rangeClosed(from, to).mapToObj(number -> "RC-" + number).forEach(cited::add);
        }
        return cited;
    }

    private static Collection<Method> tests() {
        return ReflectionSupport.findMethods(
                VideoProviderContract.class,
                method -> method.isAnnotationPresent(Test.class),
                HierarchyTraversalMode.TOP_DOWN);
    }
}
