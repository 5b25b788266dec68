package dev.plinth.spring.boot;

import dev.plinth.core.ConnectionOptions;

/**
 * Sets options of the connections that the starter creates, after those of the properties {@code plinth.*}. All beans of
 * this type are called, in their order.
 *
 * <pre>{@code
 * @Bean
 * ConnectionOptionsCustomizer proxy() {
 *     return options -> options.proxy("proxy.example.com", 3128);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface ConnectionOptionsCustomizer {

    /**
     * Sets options of a connection, to the project or to the platform.
     *
     * @param options the options; their values so far are those of the properties
     */
    void customize(ConnectionOptions options);
}
