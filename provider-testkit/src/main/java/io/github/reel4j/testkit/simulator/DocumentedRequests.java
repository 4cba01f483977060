package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the documented requests of a vendor from the file of its name. */
public final class DocumentedRequests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DocumentedRequests() {}

    public static List<DocumentedRequest> of(String vendor) {
        try (InputStream file = DocumentedRequests.class.getResourceAsStream(vendor + "-requests.json")) {
            JsonNode vendorFile = JSON.readTree(Objects.requireNonNull(file, vendor));
            Map<String, String> headers = new LinkedHashMap<>();
            vendorFile
                    .get("headers")
                    .properties()
                    .forEach(each -> headers.put(each.getKey(), each.getValue().textValue()));
            List<DocumentedRequest> requests = new ArrayList<>();
            for (JsonNode each : vendorFile.get("requests")) {
                requests.add(new DocumentedRequest(
                        each.get("method").textValue(),
                        each.get("path").textValue(),
                        headers,
                        each.has("body") ? each.get("body").toPrettyString() : ""));
            }
            return List.copyOf(requests);
        } catch (IOException e) {
            throw new UncheckedIOException("the requests of " + vendor + " cannot be read", e);
        }
    }
}
