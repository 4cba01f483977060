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

/** Reads {@link DocumentedRequest}s from a resource. */
public final class DocumentedRequestReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DocumentedRequestReader() {}

    /**
     * Reads the resource {@code requests.json} in the package of {@code dialect}. It has an object {@code headers} and
     * an array {@code requests} of objects with {@code method}, {@code path} and an optional {@code body}.
     *
     * @param dialect in a named module, its package must be open to this module
     * @throws NullPointerException if there is no such resource
     * @throws UncheckedIOException if the resource cannot be read
     */
    public static List<DocumentedRequest> of(Class<? extends VendorDialect> dialect) {
        try (InputStream file = dialect.getResourceAsStream("requests.json")) {
            JsonNode vendorFile = JSON.readTree(Objects.requireNonNull(file, dialect.getName()));
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
            throw new UncheckedIOException("cannot read requests.json of " + dialect.getName(), e);
        }
    }
}
