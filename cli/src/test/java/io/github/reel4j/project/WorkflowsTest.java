package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows of GitHub run pinned actions, with the least permissions. The syntax is checked by actionlint. */
class WorkflowsTest {

    private static final Path FOLDER = Repository.ROOT.resolve(".github/workflows");
    private static final Pattern USES = Pattern.compile("(?m)^[ -]*\"?uses\"?: *(.*)$");
    private static final Pattern PINNED = Pattern.compile("[\\w./-]+@[0-9a-f]{40} # v\\d[\\w.]*");
    private static final Pattern READ_ONLY =
            Pattern.compile("(?m)^permissions:(?: *\\{\\}|(?:\\n {2}[a-z-]+: (?:read|none))+)\\n(?! )");

    static Stream<Path> workflows() {
        return Stream.of(".yml", ".yaml").flatMap(ending -> Repository.files(FOLDER, ending).stream());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void every_workflow_keeps_the_rules(Path workflow) {
        assertThat(violations(Repository.text(FOLDER.resolve(workflow)))).isEmpty();
    }

    @Test
    void there_are_workflows() {
        assertThat(workflows()).contains(Path.of("ci.yml"));
    }

    @Test
    void an_action_that_is_not_pinned_by_a_commit_is_a_violation() {
        String start = "permissions:\n  contents: read\n\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@";
        String commit = "11bd71901bbe5b1630ceea73d27597364c9af683";

        assertThat(violations(start + commit + " # v4.2.2\n")).isEmpty();
        assertThat(violations(start + "v4\n")).containsExactly("not pinned: actions/checkout@v4");
        assertThat(violations(start + commit + "\n")).containsExactly("not pinned: actions/checkout@" + commit);
        assertThat(violations(start + commit.substring(1) + " # v4.2.2\n")).hasSize(1);
        assertThat(violations(start.replace("- uses", "  uses") + "main\n")).hasSize(1);
    }

    @Test
    void permissions_that_are_missing_or_write_are_a_violation() {
        String rule = "no permissions at the top, or one that is not read";

        assertThat(violations("permissions: {}\n\njobs:\n")).isEmpty();
        assertThat(violations("jobs:\n  a:\n    permissions:\n      contents: read\n"))
                .containsExactly(rule);
        assertThat(violations("permissions: write-all\n\njobs:\n")).containsExactly(rule);
        assertThat(violations("permissions:\n  contents: read\n  packages: write\n\njobs:\n"))
                .containsExactly(rule);
    }

    @Test
    void a_trigger_with_secrets_for_foreign_code_is_a_violation() {
        assertThat(violations("on: pull_request_target\n\npermissions: {}\n\njobs:\n"))
                .containsExactly("pull_request_target runs the code of others with the secrets of the repository");
    }

    private static List<String> violations(String workflow) {
        List<String> violations = new ArrayList<>();
        USES.matcher(workflow)
                .results()
                .map(use -> use.group(1).strip())
                .filter(action -> !PINNED.matcher(action).matches())
                .forEach(action -> violations.add("not pinned: " + action));
        if (!READ_ONLY.matcher(workflow).find()) {
            violations.add("no permissions at the top, or one that is not read");
        }
        if (workflow.contains("pull_request_target")) {
            violations.add("pull_request_target runs the code of others with the secrets of the repository");
        }
        return violations;
    }
}
