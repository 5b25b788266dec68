package dev.plinth.auth;

import dev.plinth.auth.internal.admin.SsoProviderSettings;

/** The settings of a new SAML identity provider. Not thread-safe. */
public sealed interface SsoProviderOptions permits SsoProviderSettings {

    /**
     * Sets the URL of the SAML metadata, which the server fetches. Excludes {@link #metadataXml}.
     *
     * @param url an {@code https} URL
     * @return these options
     */
    SsoProviderOptions metadataUrl(String url);

    /**
     * Sets the SAML metadata. Excludes {@link #metadataUrl}.
     *
     * @param xml an XML document
     * @return these options
     */
    SsoProviderOptions metadataXml(String xml);

    /**
     * Sets the e-mail domains whose users sign in with this provider.
     *
     * @param names domains such as {@code corp.example.com}
     * @return these options
     */
    SsoProviderOptions domains(String... names);

    /**
     * Maps a SAML attribute to a field of the user.
     *
     * @param field the name of the field, such as {@code email}
     * @param attribute the SAML attribute that it is read from
     * @return these options
     */
    SsoProviderOptions mapAttribute(String field, SamlAttribute attribute);

    /**
     * Sets the name identifier format that is requested from the identity provider. By default none is requested.
     *
     * @param format the format
     * @return these options
     */
    SsoProviderOptions nameIdFormat(NameIdFormat format);

    /**
     * Sets an id of your own, by which the provider can be addressed as {@code resource_<id>}.
     *
     * @param id the id, without {@code resource_}
     * @return these options
     */
    SsoProviderOptions resourceId(String id);

    /**
     * Sets whether users can sign in with the provider. Default: true.
     *
     * @param enabled whether they can
     * @return these options
     */
    SsoProviderOptions enabled(boolean enabled);
}
