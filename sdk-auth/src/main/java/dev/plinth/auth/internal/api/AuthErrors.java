package dev.plinth.auth.internal.api;

import dev.plinth.core.ErrorCode;
import dev.plinth.core.http.Failure;
import dev.plinth.core.internal.error.ErrorCatalog;
import dev.plinth.core.internal.error.ErrorTable;
import dev.plinth.core.internal.error.ServerFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The error codes of the Auth server: their meaning, their hints, and whether a retry can succeed. */
public final class AuthErrors implements ErrorCatalog {

    // code | statuses | can a retry succeed | what happened | what to do
    public static final ErrorTable TABLE = ErrorTable.of("""
            unknown | any | no | the server, or a hook of the project, rejected the request without an error code | read the message: a hook of the project may have written it
            unexpected_failure | 500 | later | an internal error occurred in the server: its database, its mail service, or a hook | retry; if the error persists, send the request id to the operator of the server
            validation_failed | 400, 404, 422 | no | a parameter is missing, malformed or not allowed in this request | read the message: it names the parameter
            bad_json | 400 | no | the request body is not the JSON that the server expects | check the types of the values in the metadata
            request_entity_too_large | 413 | no | the request body is larger than 1 MiB | reduce the size of the metadata
            request_timeout | 504 | later | the server exceeded its own time limit for the request | retry
            email_exists | 422, 400 | no | another user has this e-mail address | find the user with users().findByEmail, or use another address
            phone_exists | 422 | no | another user has this phone number | use another number
            user_already_exists | 422 | no | a user with this e-mail address or phone number already exists | sign in instead
            bad_jwt | 403, 400 | no | the access token was not issued by this server, has expired, or belongs to no user | sign in again; an API key without a JWT (sb_…) works only behind the project's gateway
            no_authorization | 401, 403 | no | the request has no access token, or anonymous users are not allowed to send it | act as a signed-in user: auth.actingAs(session)
            not_admin | 403 | no | only administrators are allowed to send this request | use a service role key (with project.connectDirect: o -> o.useServiceRole()), or a control plane
            user_not_found | 404, 403, 422 | no | the user does not exist | check the id; the user may have been deleted
            session_not_found | 403, 400 | no | the session has ended: the user signed out or was deleted | sign in again
            session_expired | 400, 403 | no | the session reached its maximum lifetime, was inactive for too long, or was replaced by a newer session | sign in again
            refresh_token_not_found | 400 | no | the refresh token is unknown, because its session has ended | sign in again
            refresh_token_already_used | 400 | no | the refresh token was used before, and the server ended the session | sign in again; use one Session object per user, and one shared store if several processes use the session
            conflict | 409, 400, 422 | later | another request changed the same resource at the same time | retry
            flow_state_not_found | 404, 422, 400 | no | the authorization code is unknown or was used before | start the sign-in again
            flow_state_expired | 422 | no | the authorization code expired: more than five minutes have passed since the sign-in started | start the sign-in again; if it was an e-mail confirmation, the address may be confirmed nevertheless
            flow_state_already_used | 400 | no | the provider's callback was received twice | start the sign-in again
            bad_code_verifier | 400 | no | the PKCE verifier does not match the authorization code | keep the Pkce of each sign-in with that sign-in
            bad_oauth_state | 400 | no | the state in the provider's callback is invalid | start the sign-in again
            bad_oauth_callback | 400 | no | the provider's callback lacks a required parameter | start the sign-in again, and check the provider's configuration
            oauth_invalid_state | 400 | no | the state in the provider's callback belongs to no sign-in | start the sign-in again
            oauth_client_state_not_found | 422 | no | the sign-in with the provider is unknown | start the sign-in again
            oauth_client_state_expired | 422 | no | the sign-in with the provider took too long | start the sign-in again
            oauth_provider_not_supported | 400 | no | the server does not support this provider | see auth().getSettings().enabledProviders()
            provider_disabled | 400 | no | sign-in with this provider is disabled | enable it in the project's settings
            provider_email_needs_verification | 422 | no | the provider has not verified the e-mail address; the server sent a confirmation e-mail | ask the user to open the link in that e-mail
            signup_disabled | 422 | no | sign-up is disabled in the project | create users with users().create
            user_banned | 400, 403 | no | the user is banned | lift the ban with users().unban(id)
            invite_not_found | 404 | no | the invitation is unknown or was used before | invite the user again
            unexpected_audience | 403 | no | the access token was issued for another audience | sign in for this audience
            single_identity_not_deletable | 422 | no | the identity is the only one that the user can sign in with | link another identity first
            identity_not_found | 422 | no | the user has no such identity | use an identity of account().listIdentities()
            identity_already_exists | 422 | no | the identity is already linked to a user | sign in with it
            email_conflict_identity_not_deletable | 422 | no | removing the identity would give the user the e-mail address of another user | change the user's e-mail address first
            manual_linking_disabled | 404 | no | users are not allowed to link identities in this project | enable manual linking in the project's settings
            email_provider_disabled | 400, 422 | no | sign-in with e-mail is disabled | enable it in the project's settings
            phone_provider_disabled | 400, 422 | no | sign-in with phone is disabled | enable it in the project's settings
            anonymous_provider_disabled | 422 | no | anonymous sign-in is disabled | enable it in the project's settings
            invalid_credentials | 400 | no | the e-mail address, phone number or password is wrong, or the user has no password | ask the user again; the server does not say which value is wrong
            email_not_confirmed | 400, 422, 403 | no | the e-mail address is not confirmed yet | send the confirmation again with resend(SIGNUP, contact), or create users as confirmed
            phone_not_confirmed | 400, 422, 403 | no | the phone number is not confirmed yet | send the confirmation again with resend(SMS, contact), or create users as confirmed
            email_address_invalid | 400 | no | the e-mail address cannot receive e-mail | use another address
            email_address_not_authorized | 400 | no | the project's built-in mail server sends e-mail only to the project's own team | configure a custom SMTP server in the project's settings
            email_address_not_provided | - | no | declared by the server, but not used | -
            otp_expired | 403 | no | the code or link is wrong, was used before, or has expired; the server does not say which | send a new one
            otp_disabled | 422 | no | the user does not exist, and the request does not allow creating them | omit shouldCreateUser(false) to create the user
            weak_password | 422 | no | the password is too short, lacks a required kind of character, or is known from a data breach | ask for a stronger password; PasswordWeakness.of(exception) returns the reasons
            same_password | 422 | no | the new password equals the current one | ask for another password
            current_password_required | 400 | no | the project requires the current password to change the password | call currentPassword(…) on the update
            current_password_invalid | 400 | no | the current password is wrong | ask the user again
            reauthentication_needed | 400 | no | the session is too old to change the password | call account().reauthenticate(), then pass the code with nonce(code)
            reauthentication_not_valid | 422 | no | the reauthentication code is wrong or has expired | call account().reauthenticate() to send a new code
            user_sso_managed | 422 | no | the user's data is managed by the single sign-on provider of their organization | change it at that provider
            insufficient_aal | 401, 403, 422 | no | the user has a second factor and has not verified it in this session | call challenge and verify on account().mfa()
            mfa_factor_not_found | 404, 422 | no | the user has no such factor, or the challenge belongs to another factor | use the id of a factor of mfa().listFactors()
            mfa_factor_name_conflict | 422 | no | the user already has a factor with this name, which may be unverified | give each factor a different name
            too_many_enrolled_mfa_factors | 422 | no | the user has the maximum number of factors | unenroll a factor first
            mfa_verified_factor_exists | 422 | no | the user already has a verified factor of this type | unenroll it first
            mfa_ip_address_mismatch | 422 | no | the challenge and its verification came from different IP addresses, or the challenge was used before | create a new challenge; if there is a proxy, it has to send a stable X-Forwarded-For header
            mfa_challenge_expired | 422 | no | the challenge expired: it is more than five minutes old | create a new challenge
            mfa_verification_failed | 422 | no | the code is wrong | ask the user again, and to check the clock of their device
            mfa_verification_rejected | 403 | no | a hook of the project rejected the verification; all sessions of the user have ended | sign in again
            mfa_totp_enroll_not_enabled | 422 | no | enrollment of authenticator apps is disabled | enable it in the project's settings
            mfa_totp_verify_not_enabled | 422 | no | verification with authenticator apps is disabled | enable it in the project's settings
            mfa_phone_enroll_not_enabled | 422 | no | enrollment of phones as second factors is disabled | enable it in the project's settings
            mfa_phone_verify_not_enabled | 422 | no | verification with phones as second factors is disabled | enable it in the project's settings
            mfa_webauthn_enroll_not_enabled | 422 | no | enrollment of security keys is disabled | enable it in the project's settings
            mfa_webauthn_verify_not_enabled | 422 | no | verification with security keys is disabled | enable it in the project's settings
            passkey_disabled | 404 | no | passkeys are disabled | enable them in the project's settings
            too_many_passkeys | 422 | no | the user has the maximum number of passkeys | delete a passkey first
            webauthn_credential_exists | 422 | no | the passkey is already registered | sign in with it
            webauthn_challenge_not_found | 400 | no | the WebAuthn challenge is unknown or was used before | request new options
            webauthn_challenge_expired | 400 | no | the WebAuthn challenge has expired | request new options
            webauthn_verification_failed | 400 | no | the browser's WebAuthn response does not match the challenge | check the relying party in the project's settings
            webauthn_credential_not_found | - | no | declared by the server, but not used | -
            web3_provider_disabled | 422 | no | sign-in with a wallet is disabled | enable it in the project's settings
            web3_unsupported_chain | 400 | no | the server does not support this chain | use ethereum or solana
            captcha_failed | 400 | no | the project requires a captcha, and the captcha token is missing or invalid | pass captchaToken(…); for PlatformSession, use an access token or a refresh token instead
            saml_provider_disabled | 404 | no | SAML is disabled | enable it in the project's settings
            saml_idp_not_found | 404 | no | no identity provider has the entity id of the SAML response | check the entity id of the identity provider
            saml_idp_already_exists | 422 | no | an identity provider with this entity id already exists | update that provider
            saml_relay_state_not_found | 404 | no | the relay state of the SAML response belongs to no sign-in | start the sign-in again
            saml_relay_state_expired | 422 | no | the identity provider responded too late | start the sign-in again
            saml_assertion_no_user_id | 400 | no | the SAML assertion contains no user id | map NameID at the identity provider
            saml_assertion_no_email | 400 | no | the SAML assertion contains no e-mail address | map the e-mail address at the identity provider
            saml_metadata_fetch_failed | 400 | later | the server could not fetch the identity provider's metadata | check metadata_url
            saml_entity_id_mismatch | 400 | no | the new metadata belongs to another identity provider | create a new provider for it
            sso_domain_already_exists | 400 | no | another identity provider has this domain | remove the domain there first
            sso_provider_not_found | 404 | no | no identity provider has this id or domain | check the id or domain
            sso_provider_disabled | 404 | no | the identity provider is disabled | enable it
            sms_send_failed | 422 | later | the text message could not be sent | check the phone number, and the SMS provider in the project's settings
            over_request_rate_limit | 429 | later | this client sent too many requests | retry after a few minutes; the server does not say how long to wait
            over_email_send_rate_limit | 429 | later | too many e-mails were sent, to this user or in total | retry after the time in the exception; for a higher limit, configure a custom SMTP server
            over_sms_send_rate_limit | 429 | later | too many text messages were sent, to this user or in total | retry after the time in the exception
            hook_timeout | 422 | later | a hook of the project timed out | fix the hook
            hook_timeout_after_retry | 422 | later | a hook of the project timed out more than once | fix the hook
            hook_payload_over_size_limit | 422 | no | the payload that a hook of the project received or returned is too large | reduce the size of the metadata
            hook_payload_invalid_content_type | 400 | no | a hook of the project did not respond with JSON | fix the hook
            feature_disabled | 404 | no | this feature of the server is disabled | enable it in the server's settings
            oauth_client_not_found | 404, 400 | no | the OAuth client does not exist | check the client id
            oauth_authorization_not_found | 404 | no | the authorization is unknown, has expired, or belongs to another user | start the authorization again
            oauth_consent_not_found | 404 | no | the user has granted this OAuth client nothing | -
            oauth_dynamic_client_registration_disabled | 403 | no | OAuth clients cannot register themselves | create the client with a service role key
            custom_provider_not_found | 404 | no | the custom provider does not exist | check the identifier; it starts with custom:
            over_custom_provider_quota | 400 | no | the project has the maximum number of custom providers | delete a custom provider first
            """);

    private static final Pattern AFTER_SECONDS = Pattern.compile("after (\\d{1,6}) second");

    public static @Nullable String hint(String code) {
        return TABLE.find(code)
                .map(entry -> entry.hint()
                        .map(advice -> entry.meaning() + ": " + advice)
                        .orElse(entry.meaning()))
                .orElse(null);
    }

    @Override
    public @Nullable String hint(Failure failure) {
        return hint(failure.code().value());
    }

    @Override
    public boolean permanent(Failure failure) {
        return TABLE.find(failure.code().value())
                .filter(entry -> !entry.retryable() && !entry.statuses().equals("any"))
                .isPresent();
    }

    /** The server sends no Retry-After header; some of its messages contain the time to wait. */
    @Override
    public Optional<Duration> retryAfter(Failure failure) {
        Matcher seconds = AFTER_SECONDS.matcher(failure.message());
        return failure.status() == 429 && failure.retryAfter().isEmpty() && seconds.find()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1))))
                : failure.retryAfter();
    }

    /** Maps PostgreSQL's unique violation (23505): an update to an existing e-mail address or phone number returns it. */
    @Override
    public ServerFailure interpret(ServerFailure failure) {
        if (failure.code().hasValue("bad_jwt")) {
            return failure.interpretedAs(401, failure.code(), failure.message());
        }
        if (!failure.code().hasValue("23505")) {
            return failure;
        }
        if (failure.message().contains("email")) {
            return failure.interpretedAs(422, ErrorCode.of("email_exists"), failure.message());
        }
        return failure.message().contains("phone")
                ? failure.interpretedAs(422, ErrorCode.of("phone_exists"), failure.message())
                : failure.interpretedAs(409, ErrorCode.CONFLICT, failure.message());
    }
}
