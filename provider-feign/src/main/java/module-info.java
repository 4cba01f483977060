/** The common parts of all Feign providers: HTTP client, strict JSON, settings, failures and the guarded download. */
module io.github.reel4j.provider.feign {
    requires transitive io.github.reel4j.core;
    requires transitive feign.core;
    requires feign.jackson;
    requires transitive com.fasterxml.jackson.databind;
    requires org.apache.httpcomponents.core5.httpcore5;

    exports io.github.reel4j.provider.feign;
}
