package io.github.reel4j.project;

import io.github.reel4j.micrometer.DefaultDownloadObservationConvention;
import io.github.reel4j.micrometer.DefaultSubmitObservationConvention;
import io.github.reel4j.micrometer.ReelMeterDocumentation;
import io.github.reel4j.micrometer.ReelObservationDocumentation;
import io.micrometer.common.docs.KeyName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes the tables of docs/observability.md from the names and keys in the code. */
final class TelemetryTable {

    private TelemetryTable() {}

    static String ofAllNames() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("| Observation | Keys | Further keys of spans |");
        lines.add("|---|---|---|");
        for (ReelObservationDocumentation each : ReelObservationDocumentation.values()) {
            lines.add("| `%s` | %s | %s |"
                    .formatted(
                            name(each),
                            keys(each.getLowCardinalityKeyNames()),
                            keys(each.getHighCardinalityKeyNames())));
        }
        lines.add("");
        lines.add("| Meter | Type | Keys | What it is |");
        lines.add("|---|---|---|---|");
        for (ReelMeterDocumentation each : ReelMeterDocumentation.values()) {
            lines.add("| `%s` | %s | %s | %s |"
                    .formatted(
                            each.getName(),
                            each.getType().name().toLowerCase(Locale.ROOT),
                            keys(each.getKeyNames()),
                            each.description()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String name(ReelObservationDocumentation observation) {
        return switch (observation) {
            case SUBMIT -> new DefaultSubmitObservationConvention().getName();
            case DOWNLOAD -> new DefaultDownloadObservationConvention().getName();
            case STATUS -> "reel4j.status";
        };
    }

    private static String keys(KeyName... names) {
        return names.length == 0
                ? "none"
                : Arrays.stream(names).map(key -> "`" + key.asString() + "`").collect(Collectors.joining(", "));
    }
}
