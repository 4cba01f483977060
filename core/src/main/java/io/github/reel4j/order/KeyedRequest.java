package io.github.reel4j.order;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request under an order key. The claim binds the key to a hash of the request and of its local files.
 *
 * @param unreadableFile the field of the first file that cannot be read; then the claim is that of no order
 */
record KeyedRequest(GenerationRequest request, OrderKeyClaim claim, Optional<String> unreadableFile) {

    /** Takes the place of the hash of a file that cannot be read. No content has it. */
    private static final String UNREADABLE = "unreadable";

    /** Reads the local files of {@code request}, if there are any. */
    static KeyedRequest read(GenerationRequest request, OrderKey key) {
        Map<String, String> hashes = new HashMap<>();
        request.files().forEach((field, file) -> hashes.put(field, hash(file)));
        Optional<String> unreadable = hashes.keySet().stream()
                .filter(field -> UNREADABLE.equals(hashes.get(field)))
                .sorted()
                .findFirst();
        return new KeyedRequest(request, OrderKeyClaim.of(key, request, hashes), unreadable);
    }

    private static String hash(Path file) {
        try {
            return Files.isRegularFile(file) ? contentHash(file) : UNREADABLE; // a pipe or a device may never end
        } catch (IOException | SecurityException e) {
            return UNREADABLE;
        }
    }

    private static String contentHash(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return Sha256.of(content);
        }
    }

    /** Returns whether {@code claim} is that of {@code request} with the files of {@code prepared}. */
    static boolean covers(OrderKeyClaim claim, GenerationRequest request, ResolvedRequest prepared) {
        if (request.files().isEmpty()) {
            return true;
        }
        Map<String, String> hashes = new HashMap<>();
        for (MediaFile file : prepared.files().values()) {
            hashes.put(file.field().name(), file.sha256());
        }
        return hashes.keySet().equals(request.files().keySet())
                && claim.equals(OrderKeyClaim.of(claim.key(), request, hashes));
    }

    OrderKey key() {
        return claim.key();
    }
}
