package dev.plinth.spring.boot;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** There is something to reach a platform with. */
final class OnPlatform extends AnyNestedCondition {

    OnPlatform() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("plinth.platform.url")
    static final class Url {}

    @ConditionalOnProperty("plinth.platform.token")
    static final class Token {}

    @ConditionalOnProperty("plinth.local.enabled")
    static final class Local {}
}
