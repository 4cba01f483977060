/** What every provider that speaks through Feign shares: one HTTP client, strict JSON, safe settings, the guarded download. */
module io.github.reel4j.provider.feign {
    requires transitive io.github.reel4j.core;
    requires transitive feign.core;
    requires feign.jackson;
    requires transitive com.fasterxml.jackson.databind;
    requires org.apache.httpcomponents.core5.httpcore5;

    exports io.github.reel4j.provider.feign;
}
