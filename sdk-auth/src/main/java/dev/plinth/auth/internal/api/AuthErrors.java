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

/** Every error code of the Auth server: what it means, what to do about it, and whether doing the same again helps. */
public final class AuthErrors implements ErrorCatalog {

    // code | statuses | does a retry help | what happened | what to do
    public static final ErrorTable TABLE = ErrorTable.of("""
            unknown | any | no | the server, or a hook of the project, refused without a code | read the message; a hook of the project may have written it
            unexpected_failure | 500 | later | something failed inside the server: its database, its mail, a hook | try again; if it stays, give the request id to the server's operator
            validation_failed | 400, 404, 422 | no | a parameter is missing, malformed or not allowed here | read the message: it names the parameter
            bad_json | 400 | no | the body is not the JSON that the server takes | check the types of what you put into metadata
            request_entity_too_large | 413 | no | the body is larger than 1 MiB | put less into the metadata
            request_timeout | 504 | later | the server took longer than it allows itself | try again
            email_exists | 422, 400 | no | another user has this e-mail | find him with users().findByEmail, or take another address
            phone_exists | 422 | no | another user has this phone number | take another number
            user_already_exists | 422 | no | there is a user by this e-mail or phone already | sign in instead
            bad_jwt | 403, 400 | no | the token is none of this server's, has expired, or is no user's | sign in again; an opaque key (sb_…) works only behind the project's gateway
            no_authorization | 401, 403 | no | there is no token, or an anonymous user may not do this | act as a signed-in user: auth.actingAs(session)
            not_admin | 403 | no | only administrators may do this | use the service_role key (for project.direct(): o -> o.allowServiceRole()), or a control plane
            user_not_found | 404, 403, 422 | no | there is no such user | check the id; the user may have been deleted
            session_not_found | 403, 400 | no | the session is over: signed out, or the user was deleted | sign in again
            session_expired | 400, 403 | no | the session reached its end, was idle too long, or a newer one took its place | sign in again
            refresh_token_not_found | 400 | no | the refresh token is unknown: its session has ended | sign in again
            refresh_token_already_used | 400 | no | the refresh token was used before, so the session was ended | sign in again; keep one Session a user, and share stores between processes
            conflict | 409, 400, 422 | later | somebody changed the same thing at the same time | try again
            flow_state_not_found | 404, 422, 400 | no | the code belongs to no flow, or was used before | begin the flow anew
            flow_state_expired | 422 | no | the code came too late: more than five minutes after the flow began | begin the flow anew; an e-mail may be confirmed all the same, then sign in
            flow_state_already_used | 400 | no | the provider's answer came twice | begin the flow anew
            bad_code_verifier | 400 | no | code and proof belong to different flows | keep the Pkce of each flow with that flow
            bad_oauth_state | 400 | no | the provider's answer belongs to no flow | begin the flow anew
            bad_oauth_callback | 400 | no | the provider's answer lacks what it must have | begin the flow anew; check the provider's set-up
            oauth_invalid_state | 400 | no | the provider's answer belongs to no flow | begin the flow anew
            oauth_client_state_not_found | 422 | no | the flow at the provider is unknown | begin the flow anew
            oauth_client_state_expired | 422 | no | the flow at the provider took too long | begin the flow anew
            oauth_provider_not_supported | 400 | no | the server does not know this provider | see auth.settings().enabled()
            provider_disabled | 400 | no | this provider is off | turn it on in the project's settings
            provider_email_needs_verification | 422 | no | the provider has not verified the e-mail; a mail was sent | the user has to open that mail
            signup_disabled | 422 | no | the project takes no new users | make users with users().create
            user_banned | 400, 403 | no | the user is banned | users().unban(id)
            invite_not_found | 404 | no | the invitation is unknown or has been used | invite again
            unexpected_audience | 403 | no | the token is for another audience | sign in for this one
            single_identity_not_deletable | 422 | no | it is the user's only way to sign in | link another identity first
            identity_not_found | 422 | no | the user has no such identity | take identityId() of account().identities()
            identity_already_exists | 422 | no | the identity belongs to a user already | sign in by it
            email_conflict_identity_not_deletable | 422 | no | without it the user's e-mail would be that of another user | change the e-mail first
            manual_linking_disabled | 404 | no | the project does not let users link identities | turn manual linking on in the project's settings
            email_provider_disabled | 400, 422 | no | sign-in by e-mail is off | turn it on in the project's settings
            phone_provider_disabled | 400, 422 | no | sign-in by phone is off | turn it on in the project's settings
            anonymous_provider_disabled | 422 | no | anonymous sign-in is off | turn it on in the project's settings
            invalid_credentials | 400 | no | e-mail, phone or password is wrong, or the user has no password | ask the user again; the server does not tell which is wrong
            email_not_confirmed | 400, 422, 403 | no | the e-mail is not confirmed yet | resend(SIGNUP, contact), or create users confirmed
            phone_not_confirmed | 400, 422, 403 | no | the phone number is not confirmed yet | resend(SMS, contact), or create users confirmed
            email_address_invalid | 400 | no | the address cannot receive mail | take another address
            email_address_not_authorized | 400 | no | the project's mail server sends only to the project's own team | set up a mail server of your own
            email_address_not_provided | - | no | declared by the server, and not used | -
            otp_expired | 403 | no | the code or link is wrong, was used before, or is too old: the server does not tell which | send a new one
            otp_disabled | 422 | no | there is no such user, and none is to be made | leave out shouldCreateUser(false) to create one
            weak_password | 422 | no | the password is too short, lacks kinds of characters, or is known from a leak | ask for a stronger one: PasswordWeakness.of(exception) says what is missing
            same_password | 422 | no | the new password is the old one | ask for another
            current_password_required | 400 | no | the project asks for the password until now | add currentPassword(…)
            current_password_invalid | 400 | no | the password until now is wrong | ask the user again
            reauthentication_needed | 400 | no | the session is too old for this | account().reauthenticate(), then add nonce(code)
            reauthentication_not_valid | 422 | no | the code is wrong or too old | account().reauthenticate() again
            user_sso_managed | 422 | no | the user's organisation manages this | change it there
            insufficient_aal | 401, 403, 422 | no | the user has a second factor and has not shown it in this session | account().mfa(): challenge and verify
            mfa_factor_not_found | 404, 422 | no | the user has no such factor, or the challenge is of another | take the id of mfa().factors()
            mfa_factor_name_conflict | 422 | no | the user has a factor by this name already, perhaps one that was never verified | give each factor a name of its own
            too_many_enrolled_mfa_factors | 422 | no | the user has as many factors as he may | unenroll one
            mfa_verified_factor_exists | 422 | no | the user has a verified factor of that kind | unenroll it first
            mfa_ip_address_mismatch | 422 | no | challenge and answer came from different addresses, or the challenge was used before | challenge again; a proxy must pass on one stable X-Forwarded-For
            mfa_challenge_expired | 422 | no | the challenge is more than five minutes old | challenge again
            mfa_verification_failed | 422 | no | the code is wrong | ask the user again; check the clock of his device
            mfa_verification_rejected | 403 | no | a hook of the project refused; the user is signed out everywhere | sign in again
            mfa_totp_enroll_not_enabled | 422 | no | authenticator apps cannot be enrolled | turn that on in the project's settings
            mfa_totp_verify_not_enabled | 422 | no | authenticator apps are off | turn them on in the project's settings
            mfa_phone_enroll_not_enabled | 422 | no | phones cannot be enrolled | turn that on in the project's settings
            mfa_phone_verify_not_enabled | 422 | no | phones as second factors are off | turn them on in the project's settings
            mfa_webauthn_enroll_not_enabled | 422 | no | security keys cannot be enrolled | turn that on in the project's settings
            mfa_webauthn_verify_not_enabled | 422 | no | security keys are off | turn them on in the project's settings
            passkey_disabled | 404 | no | passkeys are off | turn them on in the project's settings
            too_many_passkeys | 422 | no | the user has as many passkeys as he may | delete one
            webauthn_credential_exists | 422 | no | the passkey is registered already | use it
            webauthn_challenge_not_found | 400 | no | the challenge is unknown or was used | ask for new options
            webauthn_challenge_expired | 400 | no | the challenge is too old | ask for new options
            webauthn_verification_failed | 400 | no | the browser's answer does not fit the challenge | check the project's relying party
            webauthn_credential_not_found | - | no | declared by the server, and not used | -
            web3_provider_disabled | 422 | no | sign-in by wallet is off | turn it on in the project's settings
            web3_unsupported_chain | 400 | no | the server does not know this chain | take ethereum or solana
            captcha_failed | 400 | no | the project asks for a captcha, and its token is missing or wrong | pass captchaToken(…); for a platform's own sign-in pass a token or a refresh token instead
            saml_provider_disabled | 404 | no | SAML is off | turn it on in the project's settings
            saml_idp_not_found | 404 | no | no identity provider sent this | check the provider's entity id
            saml_idp_already_exists | 422 | no | there is an identity provider by this entity id | update that one
            saml_relay_state_not_found | 404 | no | the provider's answer belongs to no flow | begin the flow anew
            saml_relay_state_expired | 422 | no | the provider's answer came too late | begin the flow anew
            saml_assertion_no_user_id | 400 | no | the assertion names no user | map NameID at the identity provider
            saml_assertion_no_email | 400 | no | the assertion has no e-mail | map the e-mail at the identity provider
            saml_metadata_fetch_failed | 400 | later | the provider's metadata could not be fetched | check metadata_url
            saml_entity_id_mismatch | 400 | no | the new metadata are of another provider | add that as a new one
            sso_domain_already_exists | 400 | no | another provider has this domain | remove it there first
            sso_provider_not_found | 404 | no | no provider has this id or domain | check the domain
            sso_provider_disabled | 404 | no | the provider is disabled | enable it
            sms_send_failed | 422 | later | the text message could not be sent | check the number, and the project's SMS provider
            over_request_rate_limit | 429 | later | too many requests from this client | wait a few minutes: the server does not tell how long
            over_email_send_rate_limit | 429 | later | too many mails, to this user or in all | wait as long as the exception says; set up a mail server of your own for more
            over_sms_send_rate_limit | 429 | later | too many text messages, to this user or in all | wait as long as the exception says
            hook_timeout | 422 | later | a hook of the project took too long | mend the hook
            hook_timeout_after_retry | 422 | later | a hook of the project took too long, more than once | mend the hook
            hook_payload_over_size_limit | 422 | no | a hook of the project was sent or sent too much | put less into the metadata
            hook_payload_invalid_content_type | 400 | no | a hook of the project does not answer in JSON | mend the hook
            feature_disabled | 404 | no | this part of the server is off | turn it on in the server's settings
            oauth_client_not_found | 404, 400 | no | there is no such OAuth client | check the client's id
            oauth_authorization_not_found | 404 | no | the authorization is unknown, too old, or another user's | begin the flow anew
            oauth_consent_not_found | 404 | no | the user did not allow that client anything | -
            oauth_dynamic_client_registration_disabled | 403 | no | clients cannot register themselves | register them with the service_role key
            custom_provider_not_found | 404 | no | there is no such provider | its identifier begins with custom:
            over_custom_provider_quota | 400 | no | there are as many custom providers as there may be | delete one
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

    /** The limits name no header; some of them say in their text when to come again. */
    @Override
    public Optional<Duration> retryAfter(Failure failure) {
        Matcher seconds = AFTER_SECONDS.matcher(failure.message());
        return failure.status() == 429 && failure.retryAfter().isEmpty() && seconds.find()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1))))
                : failure.retryAfter();
    }

    /** An update to an e-mail or phone that is taken shows as the database's own failure. */
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
