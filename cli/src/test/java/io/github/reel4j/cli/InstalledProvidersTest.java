package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstalledProvidersTest {

    @Test
    void the_list_shows_models_options_and_prices() {
        String all = ReelRun.withoutKeys().reel("providers").displayed();

        GoldenFile.check("providers", all.replaceAll("(?s).*?(acme   .*?)\n(\n.*|--- stderr.*)", "$1\n"));
    }

    @Test
    void the_json_has_models_and_no_key() {
        ReelRun run = ReelRun.withoutKeys().with("ACME_API_KEY", ReelRun.KEY).reel("providers", "--json");
        Map<?, ?> acme = ((List<?>) JsonParser.at(run.json(), "providers"))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .filter(each -> "acme".equals(each.get("id")))
                        .findFirst()
                        .orElseThrow();

        assertThat(acme.get("has_key")).isEqualTo(true);
        assertThat((List<?>) acme.get("models")).hasSize(5);
        assertThat(run.out()).doesNotContain(ReelRun.KEY);
    }

    @Test
    void version_help_and_completion_go_to_stdout() {
        assertThat(ReelRun.withoutKeys().reel("--version").out()).matches("reel \\d+\\.\\d+\\.\\d+.*\n");
        assertThat(ReelRun.withoutKeys().reel("--help").out())
                .contains("text", "image", "speech", "animate", "Exit codes:");
        assertThat(ReelRun.withoutKeys().reel("text", "--help").out()).contains("--max-price");
        ReelRun completion = ReelRun.withoutKeys().reel("completion");
        assertThat(completion.out()).contains("complete -F _complete_reel").contains("--max-price");
        assertThat(completion.err()).isEmpty();
    }
}
