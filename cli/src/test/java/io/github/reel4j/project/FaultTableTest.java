package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.project.FaultTestIndex.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checks that docs/faults.md matches the tags of the tests. */
class FaultTableTest {

    private static final Path DOCUMENT = Repository.ROOT.resolve("docs/faults.md");

    private final FaultTable table = FaultTable.read();

    @Test
    void the_rows_are_numbered_from_1_to_259() {
        assertThat(table.rows())
                .extracting(FaultTable.Row::number)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 259).boxed().toList());
    }

    @Test
    void every_row_of_a_tag_exists_and_is_not_for_later() {
        List<Integer> provable = table.rows().stream()
                .filter(row -> !row.isForLater())
                .map(FaultTable.Row::number)
                .toList();
        assertThat(provable).containsAll(FaultTestIndex.byRow().keySet());
    }

    @Test
    void the_document_matches_the_tests() throws IOException {
        GeneratedDocument.matches(DOCUMENT, table.document(FaultTestIndex.byRow()));
    }

    @Test
    void a_row_without_a_test_is_open() {
        assertThat(table.document(new TreeMap<>()))
                .contains("| 1 | ")
                .contains("**open**")
                .contains("0 are proven");
    }

    @Test
    void a_tag_belongs_to_the_next_test() {
        SortedMap<Integer, List<Proof>> proofs = new TreeMap<>();
        // formatted, so that the index does not find these tags in this source
        String source = """
                class SomeTest {
                    @Test
                    void none() {}

                    @Tag("fault-%d")
                    @Tag("fault-%d")
                    void both() {}
                }
                """.formatted(7, 8);
        FaultTestIndex.read(source, proofs);
        assertThat(proofs).containsOnlyKeys(7, 8).containsEntry(7, List.of(new Proof("SomeTest", "both")));
    }

    /** Because {@code -Plong -Dgroups='any()'} runs all tagged tests. */
    @Test
    void every_tag_is_a_fault_or_long() {
        Pattern other = Pattern.compile("@Tag\\(\"(?!fault-|long\")");
        for (String module : Repository.modules()) {
            Path folder = Repository.ROOT.resolve(module).resolve("src");
            if (Files.isDirectory(folder)) {
                assertThat(Repository.files(folder, ".java"))
                        .noneMatch(file -> other.matcher(Repository.text(folder.resolve(file)))
                                .find());
            }
        }
    }

    @Test
    void a_tag_without_a_test_is_a_mistake() {
        assertThatThrownBy(() -> FaultTestIndex.read("@Tag(\"fault-7\")\nclass SomeTest {}", new TreeMap<>()))
                .hasMessageContaining("7");
    }
}
