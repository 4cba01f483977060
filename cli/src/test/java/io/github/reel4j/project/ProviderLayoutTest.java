package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProviderLayoutTest {

    private static final Pattern VENDOR_NAME =
            Pattern.compile("pixazo|apixo|dashscope|alibaba|\\bfal\\.", Pattern.CASE_INSENSITIVE);

    /** Files that only vendors with this ability, with a wire of this kind, or with a long table of models need. */
    private static final List<String> OPTIONAL = List.of(
            "VendorApp",
            "VendorCanceller",
            "VendorFrameCount",
            "VendorLimits",
            "VendorPriceTable",
            "VendorPricing",
            "VendorSizes",
            "VendorUploader",
            "VendorUrlCheck",
            "VendorWebhookSignature");

    @Test
    void all_providers_have_the_same_files() {
        Map<String, List<String>> filesByVendor = new TreeMap<>();
        for (String vendor : Repository.vendors()) {
            Path sources = Repository.ROOT.resolve(Path.of("provider-" + vendor, "src", "main"));
            filesByVendor.put(
                    vendor,
                    Repository.files(sources, "").stream()
                            .map(file -> withoutVendor(file.toString(), vendor))
                            .filter(file -> OPTIONAL.stream().noneMatch(name -> file.endsWith("/" + name + ".java")))
                            .sorted()
                            .toList());
        }

        assertThat(filesByVendor).containsOnlyKeys("apixo", "dashscope", "fal", "pixazo");
        assertThat(filesByVendor.values())
                .allSatisfy(files -> assertThat(files).isEqualTo(filesByVendor.get("pixazo")));
    }

    @Test
    void core_names_no_vendor() {
        Path sources = Repository.ROOT.resolve(Path.of("core", "src", "main"));
        List<String> found = Repository.files(sources, "").stream()
                .flatMap(file -> Repository.text(sources.resolve(file))
                        .lines()
                        .filter(line -> VENDOR_NAME.matcher(line).find())
                        .map(line -> file.getFileName() + ": " + line.strip()))
                .toList();

        assertThat(found).isEmpty();
    }

    private static String withoutVendor(String path, String vendor) {
        return Pattern.compile(vendor, Pattern.CASE_INSENSITIVE)
                .matcher(path)
                .replaceAll(Matcher.quoteReplacement("Vendor"));
    }
}
