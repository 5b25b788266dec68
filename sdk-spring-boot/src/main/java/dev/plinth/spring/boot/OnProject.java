package dev.plinth.spring.boot;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** A project is configured, or nothing is, which is an error to be told. A platform alone needs no project. */
final class OnProject extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        boolean platform = isSet(environment, "plinth.platform.url") || isSet(environment, "plinth.platform.token");
        boolean project = isSet(environment, "plinth.project.url")
                || isSet(environment, "plinth.project.key")
                || isSet(environment, "plinth.project.ref");
        boolean local = environment.getProperty("plinth.local.enabled", Boolean.class, false);
        ConditionMessage.Builder message = ConditionMessage.forCondition("Plinth project");
        return project || local || !platform
                ? ConditionOutcome.match(message.because("a project is configured or required"))
                : ConditionOutcome.noMatch(message.because("a platform without a project is configured"));
    }

    private static boolean isSet(Environment environment, String property) {
        return !environment.getProperty(property, "").isBlank();
    }
}
