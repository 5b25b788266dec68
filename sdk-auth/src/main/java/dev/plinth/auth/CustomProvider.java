package dev.plinth.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OAuth 2.0 or OpenID Connect provider that an administrator added. Immutable and thread-safe. Implemented by
 * Plinth only.
 */
public interface CustomProvider {

    /**
     * Returns the provider's id.
     *
     * @return a UUID, if the server sent it
     */
    Optional<String> id();

    /**
     * Returns the identifier by which users sign in with the provider and by which it is addressed.
     *
     * @return a name that begins with {@code custom:}
     */
    String identifier();

    /**
     * Returns the protocol.
     *
     * @return the protocol, if the server sent it
     */
    Optional<CustomProviderType> type();

    /**
     * Returns the provider's name.
     *
     * @return the name, if there is one
     */
    Optional<String> name();

    /**
     * Returns the client id that the provider issued for this project.
     *
     * @return the client id, if the server sent it
     */
    Optional<String> clientId();

    /**
     * Returns the further client ids that are accepted as the audience of ID tokens.
     *
     * @return the client ids, unmodifiable
     */
    List<String> acceptableClientIds();

    /**
     * Returns the scopes that are requested from the provider.
     *
     * @return the scopes, unmodifiable
     */
    List<String> scopes();

    /**
     * Returns whether the sign-in uses PKCE.
     *
     * @return true if it does
     */
    boolean pkceEnabled();

    /**
     * Returns which claims become fields of the user. Fields that are set to a fixed value are left out.
     *
     * @return the names of the claims by the name of the field, unmodifiable
     */
    Map<String, String> attributeMapping();

    /**
     * Returns the claims that are copied to the user's custom claims.
     *
     * @return the names of the claims, unmodifiable
     */
    List<String> customClaimsAllowlist();

    /**
     * Returns the further parameters of the authorization request.
     *
     * @return the values by the name of the parameter, unmodifiable
     */
    Map<String, String> authorizationParams();

    /**
     * Returns whether users can sign in with the provider.
     *
     * @return true if they can
     */
    boolean enabled();

    /**
     * Returns whether users without an e-mail address can sign in.
     *
     * @return true if they can
     */
    boolean emailOptional();

    /**
     * Returns the issuer (OpenID Connect).
     *
     * @return the issuer's URL; empty for OAuth 2.0
     */
    Optional<String> issuer();

    /**
     * Returns the URL of the discovery document (OpenID Connect).
     *
     * @return the URL; empty if it is derived from the issuer
     */
    Optional<String> discoveryUrl();

    /**
     * Returns whether the nonce of ID tokens is left unchecked (OpenID Connect).
     *
     * @return true if it is
     */
    boolean skipNonceCheck();

    /**
     * Returns the discovery document as the server cached it (OpenID Connect).
     *
     * @return a JSON object; empty for OAuth 2.0
     */
    Optional<String> discoveryDocument();

    /**
     * Returns the authorization endpoint (OAuth 2.0).
     *
     * @return the URL; empty for OpenID Connect
     */
    Optional<String> authorizationUrl();

    /**
     * Returns the token endpoint (OAuth 2.0).
     *
     * @return the URL; empty for OpenID Connect
     */
    Optional<String> tokenUrl();

    /**
     * Returns the endpoint that describes the signed-in user (OAuth 2.0).
     *
     * @return the URL; empty for OpenID Connect
     */
    Optional<String> userinfoUrl();

    /**
     * Returns the URL of the provider's JSON Web Key Set (OAuth 2.0).
     *
     * @return the URL, if there is one
     */
    Optional<String> jwksUri();

    /**
     * Returns when the provider was created.
     *
     * @return the time, if the server sent it
     */
    Optional<Instant> createdAt();

    /**
     * Returns when the provider was last updated.
     *
     * @return the time, if the server sent it
     */
    Optional<Instant> updatedAt();

    /**
     * Returns the fields of the response that this version of Plinth does not know.
     *
     * @return JSON as JDK types by the server's names, unmodifiable; empty if there are none
     */
    Map<String, Object> unknownFields();
}
