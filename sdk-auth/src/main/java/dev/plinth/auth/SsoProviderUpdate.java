package dev.plinth.auth;

import dev.plinth.auth.internal.admin.SsoProviderSettings;

/** The changes to a SAML identity provider. Not thread-safe. */
public sealed interface SsoProviderUpdate permits SsoProviderSettings {

    /**
     * Sets the URL of the SAML metadata, which the server fetches. Excludes {@link #metadataXml}.
     *
     * @param url an {@code https} URL
     * @return this update
     */
    SsoProviderUpdate metadataUrl(String url);

    /**
     * Sets the SAML metadata. Excludes {@link #metadataUrl}.
     *
     * @param xml an XML document
     * @return this update
     */
    SsoProviderUpdate metadataXml(String xml);

    /**
     * Sets the e-mail domains whose users sign in with this provider. Replaces the former list; none removes all.
     *
     * @param names domains such as {@code corp.example.com}
     * @return this update
     */
    SsoProviderUpdate domains(String... names);

    /**
     * Maps a SAML attribute to a field of the user. The first call in an update replaces the whole mapping.
     *
     * @param field the name of the field, such as {@code email}
     * @param attribute the SAML attribute that it is read from
     * @return this update
     */
    SsoProviderUpdate mapAttribute(String field, SamlAttribute attribute);

    /**
     * Sets the name identifier format that is requested from the identity provider. An update without it resets the
     * format.
     *
     * @param format the format
     * @return this update
     */
    SsoProviderUpdate nameIdFormat(NameIdFormat format);

    /**
     * Sets an id of your own, by which the provider can be addressed as {@code resource_<id>}.
     *
     * @param id the id, without {@code resource_}
     * @return this update
     */
    SsoProviderUpdate resourceId(String id);

    /**
     * Removes the resource id.
     *
     * @return this update
     */
    SsoProviderUpdate clearResourceId();

    /**
     * Sets whether users can sign in with the provider.
     *
     * @param enabled whether they can
     * @return this update
     */
    SsoProviderUpdate enabled(boolean enabled);
}
