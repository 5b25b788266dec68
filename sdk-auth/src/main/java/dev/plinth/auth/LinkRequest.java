package dev.plinth.auth;

import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A link to be made without sending it: your program sends it its own way. Immutable and thread-safe. */
public final class LinkRequest {

    private final Map<String, Object> fields;

    private LinkRequest(Map<String, Object> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /**
     * Returns a link that confirms a new user. If there is one by that e-mail who has not confirmed it, his password
     * stays as it is.
     *
     * @param email the user's e-mail
     * @param password the new user's password
     * @return the request
     */
    public static LinkRequest signUp(String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        return of("signup", email).with("password", Secret.of(password));
    }

    /**
     * Returns a link that invites a new user.
     *
     * @param email the user's e-mail
     * @return the request
     */
    public static LinkRequest invite(String email) {
        Arguments.present(email, "email");
        return of("invite", email);
    }

    /**
     * Returns a link that signs in. For an e-mail that nobody has, the server makes a user, and the link is one that
     * confirms a sign-up: see {@link GeneratedLink#verificationType()}.
     *
     * @param email the user's e-mail
     * @return the request
     */
    public static LinkRequest magicLink(String email) {
        Arguments.present(email, "email");
        return of("magiclink", email);
    }

    /**
     * Returns a link to get in again without the password.
     *
     * @param email the user's e-mail
     * @return the request
     */
    public static LinkRequest recovery(String email) {
        Arguments.present(email, "email");
        return of("recovery", email);
    }

    /**
     * Returns the link that confirms a change of e-mail from the address until now.
     *
     * @param email the user's e-mail
     * @param newEmail the new one
     * @return the request
     */
    public static LinkRequest emailChangeCurrent(String email, String newEmail) {
        Arguments.present(email, "email");
        Arguments.present(newEmail, "newEmail");
        return of("email_change_current", email).with("new_email", newEmail);
    }

    /**
     * Returns the link that confirms a change of e-mail from the new address.
     *
     * @param email the user's e-mail
     * @param newEmail the new one
     * @return the request
     */
    public static LinkRequest emailChangeNew(String email, String newEmail) {
        Arguments.present(email, "email");
        Arguments.present(newEmail, "newEmail");
        return of("email_change_new", email).with("new_email", newEmail);
    }

    private static LinkRequest of(String type, String email) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        fields.put("email", Contact.email(email).value());
        return new LinkRequest(fields);
    }

    /**
     * Returns the same request with where the link leads in the end.
     *
     * @param url the address; {@link GeneratedLink#redirectTo()} tells whether the project allows it
     * @return the request
     */
    public LinkRequest redirectTo(String url) {
        return with("redirect_to", url);
    }

    /**
     * Returns the same request with metadata of a new user, who may change them himself.
     *
     * @param metadata JSON as JDK types
     * @return the request
     */
    public LinkRequest userMetadata(Map<String, Object> metadata) {
        return with("data", metadata);
    }

    private LinkRequest with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new LinkRequest(more);
    }

    /**
     * Returns what is sent.
     *
     * @return JSON as JDK types, secrets as {@link Secret}; unmodifiable
     */
    public Map<String, Object> fields() {
        return fields;
    }

    @Override
    public String toString() {
        return "LinkRequest[" + fields.get("type") + ", " + fields.get("email") + "]";
    }
}
