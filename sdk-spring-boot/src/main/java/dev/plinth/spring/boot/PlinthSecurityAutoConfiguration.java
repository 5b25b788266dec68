package dev.plinth.spring.boot;

import dev.plinth.Project;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.spring.boot.PlinthProperties.SecurityProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtGrantedAuthoritiesConverterAdapter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The project's access tokens as those of a resource server. Boot's own configuration follows: it finds the decoder. */
@AutoConfiguration(
        after = PlinthAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.resource.reactive.ReactiveOAuth2ResourceServerAutoConfiguration",
            // Spring Boot 4
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration"
        })
@ConditionalOnClass({JwtDecoder.class, SecurityContextHolder.class, JwtAuthenticationConverter.class})
@ConditionalOnBean(TokenVerifier.class)
@ConditionalOnProperty(name = "plinth.security.enabled", matchIfMissing = true)
class PlinthSecurityAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlet {

        @Bean
        @ConditionalOnMissingBean
        JwtDecoder plinthJwtDecoder(TokenVerifier verifier) {
            return new ProjectJwtDecoder(verifier);
        }

        @Bean
        @ConditionalOnMissingBean
        JwtAuthenticationConverter plinthJwtAuthenticationConverter(PlinthProperties properties) {
            JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(authorities(properties.security()));
            converter.setPrincipalClaimName(properties.security().principalClaim());
            return converter;
        }

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnBean(Project.class)
        CurrentUserProject plinthCurrentUserProject(Project project) {
            return new CurrentUserProject(project);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Mono.class)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class Reactive {

        /** Verification may wait for the published keys, which the event loop must not. */
        @Bean
        @ConditionalOnMissingBean
        ReactiveJwtDecoder plinthReactiveJwtDecoder(TokenVerifier verifier) {
            JwtDecoder decoder = new ProjectJwtDecoder(verifier);
            return token -> Mono.fromCallable(() -> decoder.decode(token)).subscribeOn(Schedulers.boundedElastic());
        }

        @Bean
        @ConditionalOnMissingBean
        ReactiveJwtAuthenticationConverter plinthReactiveJwtAuthenticationConverter(PlinthProperties properties) {
            ReactiveJwtAuthenticationConverter converter = new ReactiveJwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(
                    new ReactiveJwtGrantedAuthoritiesConverterAdapter(authorities(properties.security())));
            converter.setPrincipalClaimName(properties.security().principalClaim());
            return converter;
        }
    }

    private static ClaimAuthorities authorities(SecurityProperties security) {
        return new ClaimAuthorities(security.authorityClaims(), security.authorityPrefix());
    }
}
