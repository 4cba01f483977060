/** The provider Alibaba Cloud Model Studio (DashScope): all operations. */
module io.github.reel4j.provider.dashscope {
    requires io.github.reel4j.core;
    requires io.github.reel4j.provider.feign;
    requires com.fasterxml.jackson.annotation;
    requires dagger;
    requires jakarta.inject;
    requires static java.compiler;

    opens io.github.reel4j.provider.dashscope to
            com.fasterxml.jackson.databind,
            io.github.reel4j.provider.feign;

    provides io.github.reel4j.spi.VideoProviderFactory with
            io.github.reel4j.provider.dashscope.DashscopeProviderFactory;
}
