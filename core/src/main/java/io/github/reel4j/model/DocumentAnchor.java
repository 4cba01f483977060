package io.github.reel4j.model;

/**
 * Where a vendor's document says something.
 *
 * @param document the document's short name, for example {@code acme-text-to-video}
 * @param quote words to search for in it, for example {@code parameters.size}
 */
public record DocumentAnchor(String document, String quote) {

    @Override
    public String toString() {
        return document + ", \"" + quote + "\"";
    }
}
