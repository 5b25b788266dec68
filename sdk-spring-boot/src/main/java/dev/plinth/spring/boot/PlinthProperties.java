package dev.plinth.spring.boot;

import dev.plinth.core.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code plinth.*}. The texts of the parameters are what an IDE shows.
 *
 * @param enabled Whether the beans of Plinth are created.
 * @param project The project.
 * @param platform The platform's control plane.
 * @param timeout Time limit of a call with all its attempts. The default is that of ConnectionOptions.
 * @param maxAttempts Maximum number of attempts of a call. The default is that of ConnectionOptions.
 * @param allowHttp Whether credentials may be sent over plain http to other hosts than this machine.
 * @param s3 The S3 access key.
 * @param jwt How users' access tokens are verified.
 * @param security Spring Security.
 * @param local The embedded platform.
 */
@ConfigurationProperties("plinth")
record PlinthProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue ProjectProperties project,
        @DefaultValue PlatformProperties platform,
        @Nullable Duration timeout,
        @Nullable Integer maxAttempts,
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue S3Properties s3,
        @DefaultValue JwtProperties jwt,
        @DefaultValue SecurityProperties security,
        @DefaultValue LocalProperties local) {

    /**
     * The project.
     *
     * @param url URL of the project, such as https://ref.supabase.co.
     * @param key API key of the project. The key for servers (service_role, sb_secret_…) has full access.
     * @param ref Ref of the project. Needed to reach it through the platform's control plane.
     * @param region Region of the project, for S3 signatures.
     */
    record ProjectProperties(
            @Nullable String url,
            @Nullable Secret key,
            @Nullable String ref,
            @Nullable String region) {}

    /**
     * The platform's control plane.
     *
     * @param url URL of the platform's control plane.
     * @param token Platform JWT: the access token of a user who is signed in to the platform.
     */
    record PlatformProperties(
            @Nullable String url, @Nullable Secret token) {}

    /**
     * The S3 access key.
     *
     * @param accessKeyId Id of the S3 access key.
     * @param secretAccessKey Secret of the S3 access key.
     */
    record S3Properties(
            @Nullable String accessKeyId, @Nullable Secret secretAccessKey) {}

    /**
     * How users' access tokens are verified.
     *
     * @param secret Legacy JWT secret of the project. Not needed if the project signs tokens with published keys.
     * @param verifyWithServer Whether each token is verified by a request to the Auth server, which sees bans and ended
     *     sessions at once.
     * @param issuer Required issuer of tokens. By default any issuer is accepted.
     * @param audience Required audience of tokens. The default is authenticated.
     */
    record JwtProperties(
            @Nullable Secret secret,
            @DefaultValue("false") boolean verifyWithServer,
            @Nullable String issuer,
            @Nullable String audience) {}

    /**
     * Spring Security.
     *
     * @param enabled Whether a JwtDecoder and a converter for the project's tokens are created.
     * @param authorityClaims Claims whose values become authorities. A dot leads into a claim: app_metadata.roles.
     * @param authorityPrefix Prefix of the authorities.
     * @param principalClaim Claim that is the name of the principal.
     */
    record SecurityProperties(
            @DefaultValue("true") boolean enabled,
            @DefaultValue({"role", "app_metadata.roles"}) List<String> authorityClaims,
            @DefaultValue("ROLE_") String authorityPrefix,
            @DefaultValue("sub") String principalClaim) {}

    /**
     * The embedded platform.
     *
     * @param enabled Whether an embedded platform is started with the application and used instead of a real one. Needs
     *     plinth-testkit on the class path.
     * @param directory Directory in which the embedded platform keeps users and objects. By default they are deleted
     *     at the end.
     * @param port Port of the embedded platform's control plane; 0 for a free one.
     * @param projectPort Port of the embedded project; 0 for a free one.
     */
    record LocalProperties(
            @DefaultValue("false") boolean enabled,
            @Nullable Path directory,
            @DefaultValue("0") int port,
            @DefaultValue("0") int projectPort) {}
}
