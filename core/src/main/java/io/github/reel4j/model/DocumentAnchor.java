package io.github.reel4j.model;

/**
 * A place in a vendor's document.
 *
 * @param document the document's short name, for example {@code acme-text-to-video}
 * @param quote text to search for in the document, for example {@code parameters.size}
 */
public record DocumentAnchor(String document, String quote) {

    @Override
    public String toString() {
        return document + ", \"" + quote + "\"";
    }
}
