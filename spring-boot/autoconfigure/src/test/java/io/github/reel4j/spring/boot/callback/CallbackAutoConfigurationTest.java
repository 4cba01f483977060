package io.github.reel4j.spring.boot.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.spring.boot.ReelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class CallbackAutoConfigurationTest {

    private static final AutoConfigurations CONFIGURATIONS =
            AutoConfigurations.of(ReelAutoConfiguration.class, ReelCallbackAutoConfiguration.class);
    private static final String[] PROPERTIES = {
        "reel4j.provider=fal",
        "reel4j.callback.path=/reel4j",
        "reel4j.callback.base-url=https://shop.example.com/reel4j"
    };

    @Test
    void each_kind_of_web_application_has_its_handler() {
        new WebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withPropertyValues(PROPERTIES)
                .run(context -> assertThat(context)
                        .hasSingleBean(org.springframework.web.servlet.handler.SimpleUrlHandlerMapping.class));
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withPropertyValues(PROPERTIES)
                .run(context -> assertThat(context)
                        .hasSingleBean(org.springframework.web.reactive.handler.SimpleUrlHandlerMapping.class));
    }

    @Test
    void other_applications_have_no_handler() {
        new ApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withPropertyValues(PROPERTIES)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("reelCallbackMapping"));
    }

    @Test
    void the_other_stack_need_not_be_there() {
        new WebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withPropertyValues(PROPERTIES)
                .withClassLoader(new FilteredClassLoader("org.springframework.web.reactive", "reactor"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("reelCallbackMapping"));
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withPropertyValues(PROPERTIES)
                .withClassLoader(new FilteredClassLoader("org.springframework.web.servlet", "jakarta.servlet"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("reelCallbackMapping"));
    }

    @Test
    void an_invalid_path_fails_the_start() {
        WebApplicationContextRunner runner = new WebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withPropertyValues(PROPERTIES);
        runner.withPropertyValues("reel4j.callback.path=reel4j/")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("reel4j.callback.path"));
        runner.withPropertyValues("reel4j.callback.base-url=")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("reel4j.callback.base-url is not set"));
    }
}
