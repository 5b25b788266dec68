package dev.plinth.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A SAML identity provider. Immutable and thread-safe. Implemented by Plinth only. */
public interface SsoProvider {

    /**
     * Returns the provider's id.
     *
     * @return a UUID
     */
    String id();

    /**
     * Returns the id that an administrator gave the provider.
     *
     * @return the resource id, without {@code resource_}; empty if there is none
     */
    Optional<String> resourceId();

    /**
     * Returns whether users can sign in with the provider.
     *
     * @return false if the provider is disabled
     */
    boolean enabled();

    /**
     * Returns the e-mail domains whose users sign in with the provider.
     *
     * @return the domains, unmodifiable
     */
    List<String> domains();

    /**
     * Returns the SAML entity id.
     *
     * @return the entity id, if the server sent it
     */
    Optional<String> entityId();

    /**
     * Returns the URL of the provider's SAML metadata.
     *
     * @return the URL; empty if the metadata was given as XML
     */
    Optional<String> metadataUrl();

    /**
     * Returns the provider's SAML metadata.
     *
     * @return an XML document; empty in lists
     */
    Optional<String> metadataXml();

    /**
     * Returns which SAML attributes become fields of the user.
     *
     * @return the attributes by the name of the field, unmodifiable
     */
    Map<String, SamlAttribute> attributeMapping();

    /**
     * Returns the name identifier format that is requested from the provider.
     *
     * @return the format; empty if none is
     */
    Optional<NameIdFormat> nameIdFormat();

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
