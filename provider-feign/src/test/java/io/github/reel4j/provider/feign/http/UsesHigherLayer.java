package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.VendorClient;

/** Breaks the layers of this module; see ArchitectureTest. */
public final class UsesHigherLayer {

    private UsesHigherLayer() {}

    static void close(VendorClient client) {
        client.close();
    }
}
