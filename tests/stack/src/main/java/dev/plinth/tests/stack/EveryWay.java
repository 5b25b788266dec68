package dev.plinth.tests.stack;

import dev.plinth.core.Connection;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A test of behaviour, run over every way that there is to the project. Its parameter is the {@link Connection}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(EveryWay.Connections.class)
public @interface EveryWay {

    /** Opens a connection for each way; JUnit closes it after the test. */
    final class Connections implements ArgumentsProvider {

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            Stack stack = Stack.get();
            return Arrays.stream(Way.values())
                    .filter(way -> way.available(stack))
                    .map(way -> Arguments.of(Named.of(way.name(), way.connect(stack, o -> {}))));
        }
    }
}
